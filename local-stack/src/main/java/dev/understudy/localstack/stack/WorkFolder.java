package dev.understudy.localstack.stack;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The folder of one stack, held by one launcher at a time. */
final class WorkFolder implements AutoCloseable {

  /** Shows that the folder is ours, so that wiping it can't hit anything else. */
  static final String MARK = ".understudy-stack";

  private final Path path;
  private final FileChannel mark;

  private WorkFolder(Path path, FileChannel mark) {
    this.path = path;
    this.mark = mark;
  }

  /**
   * Takes the folder, makes it if it is missing.
   *
   * @throws StackFailure if another launcher holds it, or it holds somebody else's files
   */
  static WorkFolder take(Path path) throws IOException {
    PrivateFiles.createFolder(path);
    if (Files.notExists(path.resolve(MARK)) && !children(path).isEmpty()) {
      throw new StackFailure(
          path + " is not empty and not a work folder of Understudy: choose another --work-dir");
    }
    FileChannel mark =
        FileChannel.open(path.resolve(MARK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (!lock(mark)) {
      mark.close();
      throw new StackFailure(
          "another stack runs in " + path + ": stop it, or choose another --work-dir");
    }
    return new WorkFolder(path, mark);
  }

  private static boolean lock(FileChannel mark) throws IOException {
    try {
      FileLock lock = mark.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  /** Deletes all that is in it. */
  void wipe() throws IOException {
    for (Path child : children(path)) {
      if (!child.endsWith(MARK)) {
        delete(child);
      }
    }
  }

  private static void delete(Path tree) throws IOException {
    try (Stream<Path> paths = Files.walk(tree)) {
      for (Path each : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    }
  }

  private static List<Path> children(Path folder) throws IOException {
    try (Stream<Path> children = Files.list(folder)) {
      return children.toList();
    }
  }

  @Override
  public void close() throws IOException {
    mark.close();
  }
}
