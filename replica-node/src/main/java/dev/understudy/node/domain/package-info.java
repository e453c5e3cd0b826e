/**
 * What to do with one member: pure, told what happened and when, answers with commands. Start with
 * {@link dev.understudy.node.domain.Member}.
 */
package dev.understudy.node.domain;
