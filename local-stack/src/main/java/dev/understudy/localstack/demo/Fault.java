package dev.understudy.localstack.demo;

/** What is done to the primary. */
public enum Fault {
  /** {@code kill -9}. */
  CRASH("kill -9 of the primary's process"),

  /** {@code kill -STOP}: it keeps its connections and answers nobody. */
  HANG("kill -STOP of the primary's process: it hangs"),

  /** A replica is asked to take over. */
  SWITCHOVER("a replica is asked to take over");

  private final String words;

  Fault(String words) {
    this.words = words;
  }

  public String words() {
    return words;
  }
}
