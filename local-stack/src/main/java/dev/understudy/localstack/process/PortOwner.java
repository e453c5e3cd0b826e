package dev.understudy.localstack.process;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who listens on a port, from Linux' {@code /proc} (proc(5): {@code net/tcp}, {@code fd}). Other
 * systems, and other users' processes, stay unnamed.
 */
final class PortOwner {

  private static final Path PROC = Path.of("/proc");
  private static final String LISTENING = "0A";
  private static final String UNCONNECTED = "07";
  private static final int LOCAL_ADDRESS = 1;
  private static final int STATE = 3;
  private static final int INODE = 9;

  private PortOwner() {}

  /** E.g. {@code pid 123 (java)}. */
  static Optional<String> of(PortUse use) {
    boolean udp = use.protocol() == PortUse.Protocol.UDP;
    Set<String> sockets =
        (udp ? Stream.of("udp", "udp6") : Stream.of("tcp", "tcp6"))
            .flatMap(table -> lines(PROC.resolve("net").resolve(table)))
            .map(line -> line.strip().split("\\s+"))
            .filter(fields -> fields.length > INODE)
            .filter(fields -> fields[STATE].equals(udp ? UNCONNECTED : LISTENING))
            .filter(fields -> fields[LOCAL_ADDRESS].endsWith(hexPort(use.port())))
            .map(fields -> "socket:[" + fields[INODE] + "]")
            .collect(Collectors.toSet());
    return sockets.isEmpty() ? Optional.empty() : processWith(sockets);
  }

  private static String hexPort(int port) {
    return String.format(Locale.ROOT, ":%04X", port);
  }

  private static Optional<String> processWith(Set<String> sockets) {
    return ProcessHandle.allProcesses()
        .filter(process -> hasOneOf(process.pid(), sockets))
        .map(process -> "pid " + process.pid() + " (" + name(process.pid()) + ")")
        .findFirst();
  }

  private static boolean hasOneOf(long pid, Set<String> sockets) {
    Path descriptors = PROC.resolve(Long.toString(pid)).resolve("fd");
    try (DirectoryStream<Path> open = Files.newDirectoryStream(descriptors)) {
      for (Path descriptor : open) {
        if (sockets.contains(target(descriptor))) {
          return true;
        }
      }
      return false;
    } catch (IOException e) {
      return false;
    }
  }

  /** A descriptor may be closed while we look. */
  private static String target(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString();
    } catch (IOException e) {
      return "";
    }
  }

  private static String name(long pid) {
    return lines(PROC.resolve(Long.toString(pid)).resolve("comm")).findFirst().orElse("?");
  }

  private static Stream<String> lines(Path file) {
    try {
      List<String> lines = Files.readAllLines(file);
      return lines.stream();
    } catch (IOException e) {
      return Stream.empty();
    }
  }
}
