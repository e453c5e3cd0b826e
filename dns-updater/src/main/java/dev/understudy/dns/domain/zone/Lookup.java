package dev.understudy.dns.domain.zone;

import java.util.List;

/** A zone's answer to a question. */
public record Lookup(Status status, List<RecordSet> answers) {

  /** Which of the four answers it is (RFC 2308, 2). */
  public enum Status {
    FOUND,

    /** The name exists, or has names below it, but not this type. */
    NO_DATA,

    NO_SUCH_NAME,

    NOT_IN_ZONE
  }

  public Lookup {
    answers = List.copyOf(answers);
  }
}
