/**
 * Carries out what the domain decides, through ports. {@link dev.understudy.node.application.Node}
 * knows all members; {@link dev.understudy.node.application.MemberRunner} runs one. One thread, the
 * core, owns all state in here.
 */
package dev.understudy.node.application;
