package dev.understudy.localstack.demo;

import java.nio.file.Path;
import java.time.Duration;

/**
 * What to show.
 *
 * @param failoverTimeout how long silence lasts before it counts as death
 * @param rehearsals how many runs come first that aren't counted
 * @param report where to write the figures as JSON; null for nowhere
 */
public record DemoOptions(
    Fault fault, Duration failoverTimeout, int rehearsals, int runs, Path report) {}
