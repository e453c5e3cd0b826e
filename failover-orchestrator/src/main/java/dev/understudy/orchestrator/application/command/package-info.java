/**
 * What users ask for, one class per use case. Each checks, publishes, and waits until the fleet
 * shows what it published; {@code CommandQueue} runs them one after the other.
 */
package dev.understudy.orchestrator.application.command;
