package dev.understudy.prober.application;

import dev.understudy.prober.domain.Assignment;

/** Opens sealed passwords. */
public interface Passwords {

  /** The probe user's password; one that no engine accepts if the seal doesn't open. */
  String open(Assignment assignment);
}
