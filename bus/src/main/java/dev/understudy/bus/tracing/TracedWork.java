package dev.understudy.bus.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import org.apache.kafka.common.header.Headers;

/** Work that is a span, or belongs to one that has ended. */
final class TracedWork implements Work {

  private final Span span;

  TracedWork(Span span) {
    this.span = span;
  }

  TracedWork(SpanContext ended) {
    this(Span.wrap(ended));
  }

  SpanContext context() {
    return span.getSpanContext();
  }

  void failed(String why) {
    span.setStatus(StatusCode.ERROR, why);
  }

  @Override
  public void carry(Headers headers) {
    TraceHeaders.write(context(), headers);
  }

  @Override
  public void ended(Throwable failure) {
    if (failure != null) {
      span.recordException(failure);
      failed("the bus did not take it");
    }
    span.end();
  }
}
