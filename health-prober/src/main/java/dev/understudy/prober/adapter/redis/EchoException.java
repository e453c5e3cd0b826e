package dev.understudy.prober.adapter.redis;

/**
 * A question came back as its own answer: TCP connected a port of this machine to itself (a
 * simultaneous open), because nothing listens there.
 */
final class EchoException extends Exception {

  EchoException() {
    super("nothing listens: the connection led back to itself", null, false, false);
  }
}
