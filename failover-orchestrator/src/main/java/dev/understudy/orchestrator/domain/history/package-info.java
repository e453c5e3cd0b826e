/** What the decision log tells about an instance's past. */
package dev.understudy.orchestrator.domain.history;
