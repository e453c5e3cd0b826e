package dev.understudy.localstack.engine;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import redis.embedded.core.ExecutableProvider;

/**
 * The engine to run.
 *
 * @param path of the program
 * @param origin where it was found, for people
 */
public record EngineBinary(Path path, String origin) {

  private static final List<String> NAMES = List.of("redis-server", "valkey-server");

  /**
   * The program asked for; else one on the PATH; else the one that the embedded-redis library
   * carries.
   *
   * @param wanted null if none was asked for
   * @param folder where the embedded one is unpacked to
   * @param searchPath as the environment variable PATH
   */
  public static EngineBinary find(Path wanted, Path folder, String searchPath) throws IOException {
    if (wanted != null) {
      if (!Files.isExecutable(wanted)) {
        throw new IOException(wanted + " is not a program that can be run (--redis-server)");
      }
      return new EngineBinary(wanted.toAbsolutePath(), "as asked for");
    }
    Optional<Path> onPath = onPath(searchPath);
    if (onPath.isPresent()) {
      return new EngineBinary(onPath.get(), "on the PATH");
    }
    Files.createDirectories(folder);
    File unpacked = ExecutableProvider.newJarResourceProvider(folder.toFile()).get();
    return new EngineBinary(unpacked.toPath().toAbsolutePath(), "from the embedded-redis library");
  }

  private static Optional<Path> onPath(String searchPath) {
    return NAMES.stream().flatMap(name -> candidates(name, searchPath)).findFirst();
  }

  private static Stream<Path> candidates(String name, String searchPath) {
    if (searchPath == null) {
      return Stream.empty();
    }
    return Stream.of(searchPath.split(Pattern.quote(File.pathSeparator)))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, name).toAbsolutePath())
        .filter(Files::isExecutable);
  }
}
