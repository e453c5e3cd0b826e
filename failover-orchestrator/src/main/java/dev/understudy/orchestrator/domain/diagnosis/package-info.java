/**
 * What an operator is told who asks how an instance is: what is wrong with its primary, by whose
 * word, what is wrong with its replicas, and what would happen if the primary died now.
 */
package dev.understudy.orchestrator.domain.diagnosis;
