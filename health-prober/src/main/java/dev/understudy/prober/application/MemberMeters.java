package dev.understudy.prober.application;

import dev.understudy.prober.domain.MemberReading;

/** Shows one member. Used on the loop only. */
public interface MemberMeters {

  /** A round has ended. */
  void show(MemberReading reading);

  /** It isn't probed any more: nothing of it is shown. */
  void close();
}
