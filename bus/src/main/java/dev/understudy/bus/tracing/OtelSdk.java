package dev.understudy.bus.tracing;

import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.Config;

/** OpenTelemetry's SDK, set up by its own settings. Loaded only if tracing is on. */
final class OtelSdk {

  private static final String PREFIX = "otel.";
  private static final String SCOPE = "dev.understudy";
  private static final long FLUSH_SECONDS = 2;

  private final OpenTelemetrySdk sdk;

  private OtelSdk(OpenTelemetrySdk sdk) {
    this.sdk = sdk;
  }

  /**
   * Starts it. Environment variables win over system properties and settings, those over the
   * defaults here.
   *
   * @param service the default of {@code otel.service.name}
   * @throws io.opentelemetry.sdk.autoconfigure.spi.ConfigurationException if a setting is not valid
   */
  static OtelSdk start(String service, String version, Config config) {
    Map<String, String> settings = new HashMap<>();
    settings.put("otel.service.name", service);
    settings.put("otel.resource.attributes", "service.version=" + version);
    settings.put("otel.exporter.otlp.protocol", "http/protobuf");
    // Metrics are at /q/metrics, logs on the console.
    settings.put("otel.metrics.exporter", "none");
    settings.put("otel.logs.exporter", "none");
    config
        .getPropertyNames()
        .forEach(
            name -> {
              if (name.startsWith(PREFIX)) {
                config
                    .getOptionalValue(name, String.class)
                    .ifPresent(value -> settings.put(name, value));
              }
            });
    return new OtelSdk(
        AutoConfiguredOpenTelemetrySdk.builder()
            .disableShutdownHook()
            .addPropertiesSupplier(() -> settings)
            .build()
            .getOpenTelemetrySdk());
  }

  Traces traces(Clock clock) {
    return new FailoverTraces(sdk.getTracer(SCOPE), clock);
  }

  /** Sends what has not been sent; gives up after two seconds. */
  void close() {
    sdk.shutdown().join(FLUSH_SECONDS, TimeUnit.SECONDS);
  }
}
