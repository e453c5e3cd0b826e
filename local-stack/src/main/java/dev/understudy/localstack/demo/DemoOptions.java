package dev.understudy.localstack.demo;

import java.nio.file.Path;
import java.time.Duration;

/**
 * What to show.
 *
 * @param failoverTimeout how long silence lasts before it counts as death
 * @param report where to write the figures as JSON; null for nowhere
 */
public record DemoOptions(Fault fault, Duration failoverTimeout, int runs, Path report) {}
