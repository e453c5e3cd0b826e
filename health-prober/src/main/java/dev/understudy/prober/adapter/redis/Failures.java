package dev.understudy.prober.adapter.redis;

import dev.understudy.contracts.health.Outcome;
import dev.understudy.prober.domain.Classification;
import dev.understudy.prober.domain.Finding;
import io.netty.channel.ConnectTimeoutException;
import io.vertx.redis.client.Response;

/** Knows the client's own ways of saying that something failed. */
final class Failures {

  private static final String CLOSED_WHILE_WAITING = "CONNECTION_CLOSED";
  private static final String CLOSED_BEFORE = "Connection is closed";

  private Failures() {}

  /** What a failure means, and whether the connection can be used again after it. */
  static Exchange.Result finding(Throwable failure) {
    Outcome outcome = outcome(failure);
    boolean usable =
        switch (outcome) {
          case OK, LOADING, BUSY, READONLY -> true;
          case REFUSED, TIMEOUT, RESET, UNREACHABLE, DNS_FAILURE, AUTH_FAILURE, WRONG_ROLE, ERROR ->
              false;
        };
    return new Exchange.Result(Finding.failed(outcome, detail(failure)), usable);
  }

  private static Outcome outcome(Throwable failure) {
    String message = detail(failure);
    if (message.equals(CLOSED_WHILE_WAITING) || message.equals(CLOSED_BEFORE)) {
      return Outcome.RESET;
    }
    if (failure instanceof Response) {
      return Classification.ofReply(message);
    }
    if (failure instanceof EchoException) {
      return Outcome.REFUSED;
    }
    if (failure instanceof ConnectTimeoutException) {
      return Outcome.TIMEOUT;
    }
    return Classification.ofFailure(failure);
  }

  private static String detail(Throwable failure) {
    return failure.getMessage() == null ? failure.toString() : failure.getMessage();
  }
}
