package dev.understudy.localstack.chaos.network;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file system of its own for a member's files (tmpfs), small enough to be filled. */
public final class SmallDisk {

  private static final int MEGABYTES = 160;
  private static final int[] CHUNKS = {1 << 20, 1 << 12, 1};

  private final Path ballast;

  private SmallDisk(Path folder) {
    this.ballast = folder.resolve(".ballast");
  }

  /** Mounts one; in a mount namespace of our own it goes with the last process. */
  public static SmallDisk mount(Path folder) throws IOException {
    Files.createDirectories(folder);
    String options = "size=" + MEGABYTES + "m,mode=0700";
    Tool.run("mount", "-t", "tmpfs", "-o", options, "understudy-chaos", folder.toString());
    return new SmallDisk(folder);
  }

  /** Leaves not a byte of room. */
  public void fill() throws IOException {
    try (OutputStream out = Files.newOutputStream(ballast)) {
      for (int chunk : CHUNKS) {
        fill(out, new byte[chunk]);
      }
    }
  }

  /** The only way to learn that a disk is full is to be told so. */
  private static void fill(OutputStream out, byte[] chunk) throws IOException {
    for (int i = 0; i <= MEGABYTES << 8; i++) {
      try {
        out.write(chunk);
      } catch (IOException e) {
        if (String.valueOf(e.getMessage()).contains("No space left")) {
          return;
        }
        throw e;
      }
    }
  }

  /** Gives the room back. */
  public void free() throws IOException {
    Files.deleteIfExists(ballast);
  }
}
