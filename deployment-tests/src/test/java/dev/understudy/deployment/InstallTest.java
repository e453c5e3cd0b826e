package dev.understudy.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The installation on a machine with systemd, into another root folder. */
class InstallTest {

  @TempDir Path root;

  @BeforeEach
  void needsPackagedServices() {
    for (String packaged :
        List.of(
            "replica-node/target/quarkus-app/quarkus-run.jar",
            "notifier/target/quarkus-app/quarkus-run.jar",
            "local-stack/target/lib")) {
      assumeTrue(
          Files.exists(Checkout.HOME.resolve(packaged)),
          packaged + " is missing: ./mvnw -DskipTests package");
    }
  }

  @Test
  void anUpgradeKeepsSettings() throws Exception {
    Program first = install("replica-node", "notifier");
    assertThat(first.exitCode()).as(first.output()).isZero();
    assertThat(first.output()).contains("systemctl enable --now understudy@notifier");
    Path settings = root.resolve("etc/understudy/notifier.env");
    Files.writeString(settings, "QUARKUS_MAILER_HOST=mail.example.org\n");
    Path programs = root.resolve("opt/understudy/notifier");
    Files.writeString(programs.resolve("left-over.jar"), "of the version before");

    Program second = install("notifier");

    assertThat(second.exitCode()).as(second.output()).isZero();
    assertThat(second.output()).contains("kept " + settings);
    assertThat(settings).hasContent("QUARKUS_MAILER_HOST=mail.example.org");
    assertThat(programs.resolve("quarkus-run.jar")).isRegularFile();
    assertThat(programs.resolve("left-over.jar")).doesNotExist();
    try (Stream<Path> entries = Files.list(programs.getParent())) {
      assertThat(entries.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "bin", "local-stack", "notifier", "replica-node", "OPERATIONS.md");
    }
  }

  @Test
  void systemdAcceptsTheUnits() throws Exception {
    assumeTrue(Program.exists("systemd-analyze"), "there is no systemd-analyze on the PATH");
    install("replica-node", "notifier");
    // It must be there and executable; it is not run.
    Path java = Files.createDirectories(root.resolve("usr/bin")).resolve("java");
    Files.createFile(
        java, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
    Path units = root.resolve("etc/systemd/system");
    for (String service : List.of("replica-node", "notifier")) {
      Program verify =
          Program.run(
              Map.of("SYSTEMD_UNIT_PATH", units + ":"),
              List.of(
                  "systemd-analyze",
                  "verify",
                  "--man=no",
                  "--recursive-errors=no",
                  units.resolve("understudy@" + service + ".service").toString()));
      assertThat(verify).as(verify.output()).isEqualTo(new Program(0, ""));
    }
  }

  @Test
  void whatIsInstalledRuns() throws Exception {
    install("notifier");
    Program help =
        Program.run(
            Map.of(),
            List.of(root.resolve("opt/understudy/bin/tools").toString(), "topics", "--help"));
    assertThat(help.exitCode()).as(help.output()).isZero();
    assertThat(help.output()).contains("--replication-factor");

    // Started as the unit does it, it gets as far as to refuse what it is told.
    List<String> command = Systemd.command("notifier", root);
    Program notifier =
        Program.run(
            Map.of("QUARKUS_HTTP_PORT", "0", "UNDERSTUDY_NOTIFIER_MAX_AGE", "soon"), command);
    assertThat(notifier.exitCode()).as(notifier.output()).isNotZero();
    assertThat(notifier.output()).contains("understudy.notifier.max-age");
  }

  @Test
  void refusesAnUnknownService() throws Exception {
    Program answer = install("notifer");
    assertThat(answer.exitCode()).isEqualTo(2);
    assertThat(answer.output()).contains("Unknown service: notifer").contains("replica-node");
    assertThat(root).isEmptyDirectory();
  }

  private Program install(String... services) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(Systemd.FOLDER.resolve("install").toString(), "--destdir", root.toString()));
    command.addAll(Arrays.asList(services));
    return Program.run(Map.of(), command);
  }
}
