package dev.understudy.node.adapter.process;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Holds a node's data folder: a second process on it would run the same members. The operating
 * system lets go of it when the process ends, however it does.
 */
public final class DataDirLock implements AutoCloseable {

  private static final String NAME = ".lock";

  private final FileChannel file;

  private DataDirLock(FileChannel file) {
    this.file = file;
  }

  /**
   * Takes the folder.
   *
   * @throws IllegalStateException if another node holds it
   */
  public static DataDirLock take(Path dataDir) throws IOException {
    FileChannel file =
        FileChannel.open(
            dataDir.resolve(NAME), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (!lock(file)) {
      file.close();
      throw new IllegalStateException("another node runs in " + dataDir);
    }
    return new DataDirLock(file);
  }

  private static boolean lock(FileChannel file) throws IOException {
    try {
      return file.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
