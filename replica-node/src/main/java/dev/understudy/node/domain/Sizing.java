package dev.understudy.node.domain;

/** Keeps the engine's {@code maxmemory} as it is wanted. */
final class Sizing {

  private final MemberState state;
  private long presentBytes;
  private long wantedBytes;

  Sizing(MemberState state) {
    this.state = state;
  }

  void wanted(long bytes) {
    wantedBytes = bytes;
  }

  /** A process begins with what was wanted then. */
  void started() {
    presentBytes = wantedBytes;
  }

  void answered(Act act) {
    if (act instanceof Act.Resize resize) {
      presentBytes = resize.maxMemoryBytes();
    }
  }

  void reconcile(Moment now) {
    if (!state.engine.facts().loading() && presentBytes != wantedBytes) {
      state.act(new Act.Resize(wantedBytes), now);
    }
  }
}
