/** Configuration, and the only clock. */
package dev.understudy.orchestrator.wiring;
