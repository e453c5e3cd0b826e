package dev.understudy.deployment;

import java.io.StringReader;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is in {@code packaging/systemd}. */
final class Systemd {

  static final Path FOLDER = Checkout.HOME.resolve("packaging").resolve("systemd");

  private static final Path UNIT = FOLDER.resolve("understudy@.service");

  private Systemd() {}

  /** The variables of a settings file, as they come with the checkout. */
  static Map<String, String> environment(String name) throws Exception {
    Properties file = new Properties();
    file.load(new StringReader(Checkout.text(FOLDER.resolve("etc").resolve(name + ".env"))));
    Map<String, String> environment = new LinkedHashMap<>();
    file.stringPropertyNames().forEach(key -> environment.put(key, file.getProperty(key)));
    return environment;
  }

  /** The command that the unit starts a service with, below another root folder. */
  static List<String> command(String service, Path root) {
    String unit = Checkout.text(UNIT);
    String options = only("(?m)^Environment=\"JAVA_OPTS=(.*)\"$", unit);
    String command =
        only("(?m)^ExecStart=(.*)$", unit)
            .replace("$JAVA_OPTS", options)
            .replace("%i", service)
            .replace(" /opt/", " " + root + "/opt/");
    return List.of(command.split(" "));
  }

  private static String only(String pattern, String text) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    if (!matcher.find()) {
      throw new IllegalStateException(UNIT + " has no " + pattern);
    }
    return matcher.group(1);
  }
}
