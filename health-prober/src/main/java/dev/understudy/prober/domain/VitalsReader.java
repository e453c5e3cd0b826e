package dev.understudy.prober.domain;

import java.util.ArrayList;
import java.util.List;

/** Picks what is shown from the lines of INFO. */
final class VitalsReader {

  /** More are not shown: how many attach themselves is not ours to bound. */
  static final int MOST_REPLICAS = 16;

  private static final Figure[][] BY_FIRST_LETTER = byFirstLetter();

  private final String text;
  private final Figures figures;
  private final List<AttachedReplica> replicas = new ArrayList<>(0);
  private String version = "";
  private String mode = "";
  private String os = "";
  private String evictionPolicy = "";
  private String upstreamHost = "";
  private String upstreamPort = "";
  private int start;
  private int end;

  /**
   * @param earlier of the same process
   */
  VitalsReader(String text, Figures earlier) {
    this.text = text;
    this.figures = Figures.after(earlier);
  }

  private static Figure[][] byFirstLetter() {
    Figure[][] table = new Figure['z' + 1][];
    for (char letter = 'a'; letter <= 'z'; letter++) {
      String first = String.valueOf(letter);
      table[letter] =
          List.of(Figure.values()).stream()
              .filter(figure -> figure.field().startsWith(first))
              .toArray(Figure[]::new);
    }
    return table;
  }

  /** Reads the line from {@code lineStart} to {@code lineEnd}, which is not empty. */
  void readLine(int lineStart, int lineEnd) {
    start = lineStart;
    end = lineEnd;
    char first = text.charAt(start);
    if (first < 'a' || first > 'z' || readWord(first)) {
      return;
    }
    for (Figure figure : BY_FIRST_LETTER[first]) {
      if (is(figure.field())) {
        figures.put(figure, number(start + figure.field().length() + 1));
        return;
      }
    }
  }

  private boolean readWord(char first) {
    switch (first) {
      case 'm' -> {
        return readUpstream();
      }
      case 'o' -> os = is("os") ? value("os") : os;
      case 'r' -> {
        version = is("redis_version") ? value("redis_version") : version;
        mode = is("redis_mode") ? value("redis_mode") : mode;
      }
      case 's' -> {
        mode = is("server_mode") ? value("server_mode") : mode;
        return readReplica();
      }
      default -> {}
    }
    return false;
  }

  private boolean readUpstream() {
    if (is("master_host")) {
      upstreamHost = value("master_host");
    } else if (is("master_port")) {
      upstreamPort = value("master_port");
    } else if (is("maxmemory_policy")) {
      evictionPolicy = value("maxmemory_policy");
    } else {
      return false;
    }
    return true;
  }

  /** A line like {@code slave0:ip=127.0.1.2,port=6400,state=online,offset=400,lag=0}. */
  private boolean readReplica() {
    int digit = start + "slave".length();
    boolean found =
        text.startsWith("slave", start) && digit < end && Character.isDigit(text.charAt(digit));
    if (found && replicas.size() < MOST_REPLICAS) {
      AttachedReplica replica =
          new AttachedReplica(
              part("ip="),
              part("port="),
              part("state="),
              numberOf(part("offset=")),
              numberOf(part("lag=")));
      if (replicas.stream().noneMatch(replica::isAt)) {
        replicas.add(replica);
      }
    }
    return found;
  }

  /** What stands behind a key, up to the next comma; empty if it isn't there. */
  private String part(String key) {
    for (int from = text.indexOf(':', start) + 1; from > 0 && from < end; ) {
      int comma = text.indexOf(',', from);
      int to = comma < 0 || comma > end ? end : comma;
      if (text.startsWith(key, from)) {
        return text.substring(Math.min(from + key.length(), to), to);
      }
      from = to + 1;
    }
    return "";
  }

  private boolean is(String field) {
    int colon = start + field.length();
    return colon < end && text.charAt(colon) == ':' && text.startsWith(field, start);
  }

  private String value(String field) {
    return text.substring(start + field.length() + 1, end);
  }

  private long number(int from) {
    char first = from < end ? text.charAt(from) : ' ';
    if (first == '-' || first >= '0' && first <= '9') {
      return numberOf(text, from, end);
    }
    boolean well = end - from == 2 && (text.startsWith("ok", from) || text.startsWith("up", from));
    return well ? 1 : 0;
  }

  private static long numberOf(String word) {
    return numberOf(word, 0, word.length());
  }

  /** A number; what isn't one, or is too long, ends where it stops being one. */
  private static long numberOf(String text, int from, int to) {
    boolean negative = from < to && text.charAt(from) == '-';
    long number = 0;
    for (int i = negative ? from + 1 : from; i < to; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9 || number > (Long.MAX_VALUE - digit) / 10) {
        break;
      }
      number = number * 10 + digit;
    }
    return negative ? -number : number;
  }

  Vitals vitals() {
    return new Vitals(
        figures,
        version,
        mode,
        os,
        evictionPolicy,
        upstreamHost,
        upstreamPort,
        List.copyOf(replicas));
  }
}
