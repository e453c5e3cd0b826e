package dev.understudy.node.application;

/**
 * The engine answers that a script or function blocks it: it lives, but tells nothing of itself and
 * does nothing that it is told.
 */
public final class EngineBusyException extends Exception {

  private static final long serialVersionUID = 1;

  public EngineBusyException(Throwable reply) {
    super(reply.getMessage(), reply, false, false);
  }
}
