package dev.understudy.notifier.adapter.http;

import java.util.List;
import java.util.stream.Stream;

/** Texts in the sizes that receivers take. What is cut off is marked with an ellipsis. */
final class Excerpt {

  private static final String ELLIPSIS = "…";
  private static final int MAX_LINES = 20;
  private static final int MAX_LINE_CHARACTERS = 400;

  private Excerpt() {}

  static String of(String text, int maxCharacters) {
    return text.length() <= maxCharacters
        ? text
        : text.substring(0, maxCharacters - ELLIPSIS.length()) + ELLIPSIS;
  }

  /** A list's lines. */
  static List<String> bullets(List<String> lines) {
    Stream<String> shown =
        lines.stream().limit(MAX_LINES).map(line -> "• " + of(line, MAX_LINE_CHARACTERS));
    Stream<String> rest = lines.size() > MAX_LINES ? Stream.of(ELLIPSIS) : Stream.empty();
    return Stream.concat(shown, rest).toList();
  }
}
