package dev.understudy.bus.settings;

import dev.understudy.contracts.InvalidField;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * What settings may be. A value that makes no sense ends the start with an {@link InvalidField}
 * that names the property and what it may be. Each service puts its settings through this once,
 * before anything else of it runs.
 */
public final class Bounds {

  /** What people call places: in metric labels, keys and file names without quoting. */
  private static final Pattern NAME =
      Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?");

  private static final Pattern IP_ADDRESS =
      Pattern.compile("[0-9]+(\\.[0-9]+){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

  private static final int LONGEST_NAME = 63;
  private static final int HIGHEST_PORT = 65535;

  private final String prefix;

  /** What is read from a file. */
  @FunctionalInterface
  public interface Reading<T> {
    T of(Path file) throws IOException;
  }

  /**
   * @param prefix of all properties, e.g. {@code understudy.prober}
   */
  public Bounds(String prefix) {
    this.prefix = prefix + ".";
  }

  /** A time, both ends included. */
  public Duration between(String name, Duration value, Duration least, Duration most) {
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      throw refused(
          name, "must be " + words(least) + " to " + words(most) + ", not " + words(value));
    }
    return value;
  }

  /** A time that mustn't be shorter than another one, which is within its own bounds. */
  public Duration atLeast(String name, Duration value, String otherName, Duration other) {
    if (value.compareTo(other) < 0) {
      throw refused(name, "must be at least " + prefix + otherName + ", which is " + words(other));
    }
    return value;
  }

  /** A number, both ends included. */
  public long between(String name, long value, long least, long most) {
    if (value < least || value > most) {
      throw refused(name, "must be " + least + " to " + most + ", not " + value);
    }
    return value;
  }

  /** A number, both ends included. */
  public int between(String name, int value, int least, int most) {
    return Math.toIntExact(between(name, (long) value, least, most));
  }

  /**
   * A port.
   *
   * @param least 0 if the system may choose one, else 1
   */
  public int port(String name, int value, int least) {
    return between(name, value, least, HIGHEST_PORT);
  }

  /** Something that people named. */
  public String name(String name, String value) {
    if (!NAME.matcher(value).matches()) {
      throw refused(
          name,
          "must be 1 to "
              + LONGEST_NAME
              + " letters, digits, dots, hyphens or underscores, with a letter or a digit at both"
              + " ends");
    }
    return value;
  }

  /** An IP address, not a host's name. */
  public String ipAddress(String name, String value) {
    if (!IP_ADDRESS.matcher(value).matches() || !parses(value)) {
      throw refused(name, "must be an IP address, not " + value);
    }
    return value;
  }

  /** The pattern lets no name through, so that nothing is looked up. */
  private static boolean parses(String address) {
    try {
      return java.net.InetAddress.getByName(address) != null;
    } catch (java.net.UnknownHostException e) {
      return false;
    }
  }

  /** Everything once. */
  public <T extends Collection<?>> T noneTwice(String name, T values) {
    Set<Object> seen = new HashSet<>();
    for (Object value : values) {
      if (!seen.add(value)) {
        throw refused(name, "must not have " + value + " twice");
      }
    }
    return values;
  }

  /**
   * What a text stands for.
   *
   * @param parse throws an IllegalArgumentException that says what the text must be
   */
  public <T> T parsed(String name, String value, Function<String, T> parse) {
    try {
      return parse.apply(value);
    } catch (InvalidField e) {
      throw refused(name, rule(e));
    } catch (IllegalArgumentException e) {
      throw refused(name, "makes no sense: " + e.getMessage());
    }
  }

  /**
   * What a file holds.
   *
   * @param reading throws an IllegalArgumentException that says what the file must hold, without
   *     showing what it does hold
   */
  public <T> T file(String name, Path file, Reading<T> reading) {
    try {
      return reading.of(file);
    } catch (IOException e) {
      throw refused(name, "names " + file + ", which can't be used: " + e);
    } catch (IllegalArgumentException e) {
      throw refused(name, "names a file that can't be used: " + e.getMessage());
    }
  }

  /** The error for a property, for rules of a service's own. */
  public InvalidField refused(String name, String rule) {
    return new InvalidField(prefix + name, rule);
  }

  private static String rule(InvalidField e) {
    String before = e.field() + " ";
    return e.getMessage().startsWith(before)
        ? e.getMessage().substring(before.length())
        : e.getMessage();
  }

  /** As people write it in settings. */
  static String words(Duration duration) {
    long millis;
    try {
      millis = duration.toMillis();
    } catch (ArithmeticException beyondLong) {
      return duration.toString();
    }
    if (millis == 0 || millis % 1000 != 0) {
      return duration.isZero() ? "0" : millis == 0 ? duration.toString() : millis + " ms";
    }
    long seconds = millis / 1000;
    if (seconds % 3600 == 0) {
      return seconds / 3600 + " h";
    }
    return seconds % 60 == 0 ? seconds / 60 + " min" : seconds + " s";
  }
}
