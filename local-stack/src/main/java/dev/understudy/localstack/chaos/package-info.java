/**
 * Faults on real processes. Start here: {@link dev.understudy.localstack.chaos.Chaos} lets clients
 * write ({@code client}) to an instance while the rounds of a seeded {@code plan} are carried out
 * by {@code fault}, on a {@code network} of its own where root allows; a checker then reads the
 * {@code history} of what was acknowledged, elected and lost.
 */
package dev.understudy.localstack.chaos;
