package dev.understudy.node.adapter.process;

import dev.understudy.node.domain.MemberIdentity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** One member's folder: {@code <data-dir>/<instance>/<member>}. */
record Folder(Path path) {

  static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  static Folder of(Path dataDir, MemberIdentity id) {
    return new Folder(dataDir.resolve(id.instance().value()).resolve(id.member().value()));
  }

  Path config() {
    return path.resolve("redis.conf");
  }

  Path users() {
    return path.resolve("users.acl");
  }

  Path pidFile() {
    return path.resolve("redis.pid");
  }

  Path log() {
    return path.resolve("redis.log");
  }

  /** As the configuration calls it. */
  Path snapshot() {
    return path.resolve("dump.rdb");
  }

  Path state() {
    return path.resolve("state.json");
  }

  /**
   * Replaces a file so that it is either the old or the new one, whenever the node is killed.
   *
   * <p>It is not forced to the disk, which can take longer than a whole failover: a power cut ends
   * the engine too, and what a member may do after that doesn't rest on files but on the log.
   */
  static void replace(Path file, String content) throws IOException {
    Path next = file.resolveSibling(file.getFileName() + ".next");
    Files.deleteIfExists(next);
    Files.createFile(next, OWNER_ONLY);
    Files.writeString(next, content, StandardCharsets.UTF_8);
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
