package dev.understudy.notifier.domain;

import dev.understudy.contracts.InvalidField;
import dev.understudy.contracts.id.InstanceId;
import java.util.regex.Pattern;

/** Instances by name: {@code *} stands for any characters, {@code ?} for one. */
public final class InstanceGlob {

  private static final Pattern ALLOWED = Pattern.compile("[a-z0-9*?-]{1,63}");

  private final Pattern pattern;

  private InstanceGlob(Pattern pattern) {
    this.pattern = pattern;
  }

  /**
   * @param field the setting that it comes from
   */
  public static InstanceGlob parse(String field, String glob) {
    if (!ALLOWED.matcher(glob).matches()) {
      throw new InvalidField(
          field, "must be 1 to 63 lower-case letters, digits, hyphens, * or ?; is '" + glob + "'");
    }
    return new InstanceGlob(Pattern.compile(glob.replaceAll("\\*+", ".*").replace('?', '.')));
  }

  public boolean matches(InstanceId instance) {
    return pattern.matcher(instance.value()).matches();
  }
}
