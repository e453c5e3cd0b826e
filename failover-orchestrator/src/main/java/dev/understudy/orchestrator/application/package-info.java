/** One thread that owns all state, and the ports that it needs. */
package dev.understudy.orchestrator.application;
