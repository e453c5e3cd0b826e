/**
 * Rounds: asking, waiting, publishing. Everything here runs on one thread, the {@link
 * dev.understudy.prober.application.Loop}, and therefore needs no locks.
 */
package dev.understudy.prober.application;
