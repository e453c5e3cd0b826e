package dev.understudy.monitoring;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** PromQL as far as it is needed here: what it selects, and Grafana's variables in it. */
final class Expressions {

  private static final Pattern STRING = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"|'[^']*'");
  private static final Pattern RANGE = Pattern.compile("\\[[^]]*]");
  private static final Pattern LABEL_LISTS =
      Pattern.compile("\\b(by|without|on|ignoring|group_left|group_right)\\s*\\([^)]*\\)");
  private static final Pattern OFFSET = Pattern.compile("\\boffset\\s+-?[\\w$]+");

  /**
   * A name that no parenthesis follows (that would be a function) and that is no number's end, with
   * the matchers behind it.
   */
  private static final Pattern SELECTOR =
      Pattern.compile("(?<![\\w.$:])([a-zA-Z_:][\\w:]*)\\b(?!\\s*\\()(\\s*\\{[^}]*})?");

  private static final Set<String> WORDS =
      Set.of(
          "and",
          "or",
          "unless",
          "bool",
          "by",
          "without",
          "on",
          "ignoring",
          "group_left",
          "group_right",
          "inf",
          "nan",
          "atan2");

  private Expressions() {}

  /** The names of the metrics that an expression asks for. */
  static Set<String> metrics(String expression) {
    Set<String> names = new TreeSet<>();
    for (String selector : selectors(expression)) {
      names.add(selector.replaceFirst("\\s*\\{.*", ""));
    }
    return names;
  }

  /** What an expression selects: metrics with their matchers, each once. */
  static Set<String> selectors(String expression) {
    String bare = expression;
    for (Pattern noise : new Pattern[] {STRING, RANGE, LABEL_LISTS, OFFSET}) {
      bare = noise.matcher(bare).replaceAll(found -> " ".repeat(found.group().length()));
    }
    Set<String> selectors = new LinkedHashSet<>();
    Matcher matcher = SELECTOR.matcher(bare);
    while (matcher.find()) {
      if (!WORDS.contains(matcher.group(1).toLowerCase(Locale.ROOT))) {
        selectors.add(expression.substring(matcher.start(), matcher.end()));
      }
    }
    return selectors;
  }

  /**
   * An expression with values in the places of Grafana's variables.
   *
   * @throws IllegalArgumentException if one of its variables has no value
   */
  static String fill(String expression, Map<String, String> values) {
    return Pattern.compile("\\$(\\w+)")
        .matcher(expression)
        .replaceAll(
            found -> {
              String value = values.get(found.group(1));
              if (value == null) {
                throw new IllegalArgumentException(
                    "no value for $" + found.group(1) + " in " + expression);
              }
              return Matcher.quoteReplacement(value);
            });
  }
}
