package dev.understudy.monitoring;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** PromQL as far as it is needed here: which metrics it names, and Grafana's variables in it. */
final class Expressions {

  private static final Pattern STRING = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"|'[^']*'");
  private static final Pattern MATCHERS = Pattern.compile("\\{[^}]*}");
  private static final Pattern RANGE = Pattern.compile("\\[[^]]*]");
  private static final Pattern LABEL_LISTS =
      Pattern.compile("\\b(by|without|on|ignoring|group_left|group_right)\\s*\\([^)]*\\)");
  private static final Pattern OFFSET = Pattern.compile("\\boffset\\s+-?[\\w$]+");

  /** A name that no parenthesis follows (that would be a function) and that is no number's end. */
  private static final Pattern NAME =
      Pattern.compile("(?<![\\w.$:])([a-zA-Z_:][\\w:]*)\\b(?!\\s*\\()");

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
    String bare = expression;
    for (Pattern noise : new Pattern[] {STRING, MATCHERS, RANGE, LABEL_LISTS, OFFSET}) {
      bare = noise.matcher(bare).replaceAll(" ");
    }
    Set<String> names = new TreeSet<>();
    Matcher matcher = NAME.matcher(bare);
    while (matcher.find()) {
      if (!WORDS.contains(matcher.group(1).toLowerCase(Locale.ROOT))) {
        names.add(matcher.group(1));
      }
    }
    return names;
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
