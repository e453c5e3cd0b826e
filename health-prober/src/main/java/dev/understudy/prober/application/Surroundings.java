package dev.understudy.prober.application;

import dev.understudy.contracts.id.Vantage;
import dev.understudy.prober.domain.Cadence;
import java.util.function.LongSupplier;
import java.util.function.LongUnaryOperator;

/**
 * What every watch works with.
 *
 * @param nanos monotonic time
 * @param jitter a random number from 0 to below its argument, so that watches don't all tick at
 *     once
 * @param abandonMillis how long a question may stay unanswered before its connection is given up
 */
public record Surroundings(
    Vantage vantage,
    Cadence cadence,
    long abandonMillis,
    LongSupplier nanos,
    LongUnaryOperator jitter,
    Loop loop,
    Lines lines,
    Passwords passwords,
    Publisher publisher,
    ProbeMeters meters,
    Pulse pulse) {}
