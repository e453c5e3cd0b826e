package dev.understudy.prober.domain;

import dev.understudy.contracts.health.Outcome;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.PortUnreachableException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.concurrent.TimeoutException;

/** Turns error replies and exceptions into outcomes. */
public final class Classification {

  private Classification() {}

  /**
   * The outcome of an error reply, by its first word (<a
   * href="https://redis.io/docs/latest/develop/reference/protocol-spec/#simple-errors">RESP, simple
   * errors</a>). {@code MASTERDOWN} is the answer of a healthy replica that lost its primary and
   * may not serve stale data.
   */
  public static Outcome ofReply(String error) {
    int end = error.indexOf(' ');
    String code = end < 0 ? error : error.substring(0, end);
    return switch (code) {
      case "WRONGPASS", "NOAUTH", "NOPERM" -> Outcome.AUTH_FAILURE;
      case "LOADING" -> Outcome.LOADING;
      case "BUSY" -> Outcome.BUSY;
      case "READONLY" -> Outcome.READONLY;
      case "MASTERDOWN" -> Outcome.OK;
      default -> Outcome.ERROR;
    };
  }

  /**
   * The outcome of a failed connection. What is not known is {@code UNREACHABLE}: an exception on
   * this side is never taken for a sign of life.
   */
  public static Outcome ofFailure(Throwable failure) {
    if (failure instanceof UnknownHostException) {
      return Outcome.DNS_FAILURE;
    }
    if (failure instanceof TimeoutException || failure instanceof SocketTimeoutException) {
      return Outcome.TIMEOUT;
    }
    if (failure instanceof NoRouteToHostException || failure instanceof PortUnreachableException) {
      return Outcome.UNREACHABLE;
    }
    if (failure instanceof java.nio.channels.ClosedChannelException
        || failure instanceof java.io.EOFException) {
      return Outcome.RESET;
    }
    return ofMessage(failure);
  }

  private static Outcome ofMessage(Throwable failure) {
    String text = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
    if (failure instanceof ConnectException && text.contains("refused")) {
      return Outcome.REFUSED;
    }
    if (failure instanceof SocketException && text.contains("timed out")) {
      return Outcome.TIMEOUT;
    }
    if (text.contains("reset") || text.contains("broken pipe") || text.contains("closed")) {
      return Outcome.RESET;
    }
    return Outcome.UNREACHABLE;
  }
}
