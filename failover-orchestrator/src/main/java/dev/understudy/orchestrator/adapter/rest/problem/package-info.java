/** Everything that goes wrong, as RFC 9457 problem details. */
package dev.understudy.orchestrator.adapter.rest.problem;
