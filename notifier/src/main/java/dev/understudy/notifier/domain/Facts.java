package dev.understudy.notifier.domain;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** What is known when news breaks, for machines. */
public sealed interface Facts permits FailoverFacts, AlertFacts {

  /** One of the two, by what it is about. */
  <T> T map(Function<FailoverFacts, T> failover, Function<AlertFacts, T> alert);

  /** What tells it from other news of its instance; the small print of every message. */
  List<Mark> marks();

  /** What was done at the moment of the news, e.g. {@code Decided}. */
  String verb();

  /**
   * A name and a value.
   *
   * @param name in lower case
   */
  record Mark(String name, String value) {

    /** With a capital letter, for tables. */
    public String title() {
      return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }

    @Override
    public String toString() {
      return name + " " + value;
    }
  }
}
