package dev.understudy.bus.tracing;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/**
 * Whether failovers are traced. Where traces go is said as everywhere with OpenTelemetry: by {@code
 * OTEL_*} environment variables, or the same as {@code otel.*} settings.
 */
@ConfigMapping(prefix = "understudy.tracing")
public interface TracingConfig {

  /** Whether spans are made and sent. While it is off, nothing of OpenTelemetry's SDK is loaded. */
  @WithDefault("false")
  boolean enabled();
}
