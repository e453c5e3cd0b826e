package dev.understudy.dns.application;

import java.time.Duration;

/** What is counted. Called from one thread. */
public interface PublishingMeter {

  /** One try at one server ended. */
  void tried(Outcome outcome);

  /**
   * A name was verified at every server.
   *
   * @param sinceAsked from reading the fact that asked for it
   */
  void verified(Duration sinceAsked);

  /** How many names somebody else had changed at a server when they were last looked at. */
  void drift(String server, int names);

  /** How many names are not yet as they should be. */
  void pending(int names);
}
