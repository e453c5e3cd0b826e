package dev.understudy.deployment;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The kubectl of this machine. It is never asked to talk to a cluster. */
final class Kubectl {

  /** Before 1.21 it knows no {@code components}, before 1.24 no {@code includeTemplates}. */
  private static final int LEAST_MINOR = 24;

  static final String LEAST_VERSION = "1." + LEAST_MINOR;

  private static final Pattern VERSION =
      Pattern.compile("\"gitVersion\": *\"(v(\\d+)\\.(\\d+)[^\"]*)\"");

  private Kubectl() {}

  /** What a folder's kustomization makes. Without a kubectl that can, the test is skipped. */
  static String kustomize(Path folder) throws IOException, InterruptedException {
    assumeTrue(
        Program.exists("kubectl"),
        "there is no kubectl on the PATH; it takes " + LEAST_VERSION + " or newer");
    String version = run(List.of("kubectl", "version", "--client", "--output=json"));
    Optional<String> objection = objection(version);
    assumeTrue(objection.isEmpty(), () -> objection.orElse(""));
    return run(List.of("kubectl", "kustomize", folder.toString()));
  }

  /** Why k8s/ can't be rendered by a kubectl that says this of its version, if so. */
  static Optional<String> objection(String version) {
    Matcher matcher = VERSION.matcher(version);
    if (!matcher.find()) {
      return Optional.of("kubectl does not say its version: " + version);
    }
    int major = Integer.parseInt(matcher.group(2));
    boolean newEnough =
        major > 1 || major == 1 && Integer.parseInt(matcher.group(3)) >= LEAST_MINOR;
    return newEnough
        ? Optional.empty()
        : Optional.of(
            "kubectl is " + matcher.group(1) + "; it takes " + LEAST_VERSION + " or newer");
  }

  private static String run(List<String> command) throws IOException, InterruptedException {
    Program kubectl = Program.run(Map.of(), command);
    if (kubectl.exitCode() != 0) {
      throw new IOException(command + ": " + kubectl.output());
    }
    return kubectl.output();
  }
}
