/** Names of instances and members: which may be given, which are near to each other. */
package dev.understudy.orchestrator.domain.naming;
