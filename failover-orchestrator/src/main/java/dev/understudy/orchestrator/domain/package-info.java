/** What to do about one instance: pure code, no I/O, no clock, no randomness. */
package dev.understudy.orchestrator.domain;
