/** What was acknowledged, who was elected, what is lost; and what must be true of it. Pure. */
package dev.understudy.localstack.chaos.history;
