package dev.understudy.localstack.api;

/** The orchestrator refused a request, or can't be reached. */
public final class ApiFailure extends RuntimeException {

  private final int status;

  /**
   * @param status HTTP status; 0 if there was no answer
   */
  public ApiFailure(int status, String message, Throwable cause) {
    super(message, cause);
    this.status = status;
  }

  public int status() {
    return status;
  }
}
