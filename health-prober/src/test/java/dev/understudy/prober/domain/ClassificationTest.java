package dev.understudy.prober.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.contracts.health.Outcome;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ClassificationTest {

  @ParameterizedTest
  @CsvSource({
    "WRONGPASS invalid username-password pair or user is disabled.,AUTH_FAILURE",
    "NOAUTH Authentication required.,AUTH_FAILURE",
    "NOPERM this user has no permissions to run the 'info' command,AUTH_FAILURE",
    "LOADING Redis is loading the dataset in memory,LOADING",
    "BUSY Redis is busy running a script.,BUSY",
    "READONLY You can't write against a read only replica.,READONLY",
    "MASTERDOWN Link with MASTER is down and replica-serve-stale-data is set to 'no'.,OK",
    "ERR max number of clients reached,ERROR",
    "DENIED Redis is running in protected mode,ERROR",
    "LOADINGS,ERROR",
  })
  void anErrorReplyIsJudgedByItsFirstWord(String reply, Outcome outcome) {
    assertThat(Classification.ofReply(reply)).isEqualTo(outcome);
    assertThat(outcome.silent()).isFalse();
  }

  @ParameterizedTest
  @MethodSource("failures")
  void aFailedConnectionIsJudgedByItsCause(Throwable failure, Outcome outcome) {
    assertThat(Classification.ofFailure(failure)).isEqualTo(outcome);
  }

  static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of(new ConnectException("Connection refused: /127.0.0.1:1"), Outcome.REFUSED),
        Arguments.of(new UnknownHostException("nowhere"), Outcome.DNS_FAILURE),
        Arguments.of(new NoRouteToHostException("No route to host"), Outcome.UNREACHABLE),
        Arguments.of(new SocketException("Network is unreachable"), Outcome.UNREACHABLE),
        Arguments.of(new ConnectException("Connection timed out"), Outcome.TIMEOUT),
        Arguments.of(new TimeoutException(), Outcome.TIMEOUT),
        Arguments.of(new ClosedChannelException(), Outcome.RESET),
        Arguments.of(new EOFException(), Outcome.RESET),
        Arguments.of(new SocketException("Connection reset"), Outcome.RESET),
        Arguments.of(new IOException("Broken pipe"), Outcome.RESET));
  }

  @Test
  void aFailureOfTheProbersOwnIsNoSignOfLife() {
    Outcome outcome = Classification.ofFailure(new SocketException("Too many open files"));
    assertThat(outcome.silent()).isTrue();
  }
}
