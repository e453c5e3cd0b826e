package dev.understudy.notifier.domain;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * News in words, in the order in which people ask.
 *
 * @param subject one line
 * @param headline what happened, and to whom
 * @param why what it rests on
 * @param cost what was lost and how long it took
 * @param next what to do now
 */
public record Letter(
    String subject, String headline, List<String> why, List<String> cost, List<String> next) {

  public Letter {
    why = List.copyOf(why);
    cost = List.copyOf(cost);
    next = List.copyOf(next);
  }

  /** All of it but the subject. */
  public List<String> lines() {
    return Stream.of(List.of(headline), why, cost, next).flatMap(List::stream).toList();
  }

  /** One paragraph, for receivers that show a line or two. */
  public String summary() {
    return Stream.concat(Stream.of(headline), cost.stream()).collect(Collectors.joining(" "));
  }
}
