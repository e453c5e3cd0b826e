/** Which nodes get an instance's members: pure functions over the fleet as it is known. */
package dev.understudy.orchestrator.domain.placement;
