package dev.understudy.prober.application;

/**
 * How many instances may be looked at closely at a time. When a zone is lost, or the prober itself
 * is overloaded and takes everybody for silent, ten times the probes would make it worse; the
 * normal rounds still see all that matters within a tenth of each failover timeout.
 */
final class Attention {

  static final int MOST_INSTANCES = 200;

  private int taken;

  boolean take() {
    if (taken == MOST_INSTANCES) {
      return false;
    }
    taken++;
    return true;
  }

  void giveBack() {
    taken--;
  }
}
