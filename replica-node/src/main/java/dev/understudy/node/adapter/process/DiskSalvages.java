package dev.understudy.node.adapter.process;

import dev.understudy.contracts.id.Epoch;
import dev.understudy.node.application.Salvages;
import dev.understudy.node.domain.MemberIdentity;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Salvaged snapshots: {@code <data-dir>/salvage/<member>-epoch-<epoch>.rdb}, for their owner only.
 * They outlive the member.
 */
public final class DiskSalvages implements Salvages {

  private static final Logger LOG = Logger.getLogger(DiskSalvages.class);

  private final Path dataDir;
  private final int keptPerMember;

  /**
   * Below {@code dataDir}.
   *
   * @param keptPerMember of the newest epochs; older ones are deleted
   */
  public DiskSalvages(Path dataDir, int keptPerMember) {
    this.dataDir = dataDir;
    this.keptPerMember = keptPerMember;
  }

  /** Each on a thread of its own: where it has to be copied, that may take a while. */
  @Override
  public CompletionStage<String> keep(MemberIdentity id, Epoch led) {
    CompletableFuture<String> path = new CompletableFuture<>();
    Thread thread = new Thread(() -> keep(id, led, path), "node-salvage-" + id.member());
    thread.setDaemon(true);
    thread.start();
    return path;
  }

  private void keep(MemberIdentity id, Epoch led, CompletableFuture<String> path) {
    try {
      path.complete(keepNow(id, led).toString());
    } catch (IOException | RuntimeException e) {
      path.completeExceptionally(new CompletionException(words(e), e));
    }
  }

  private static String words(Exception failure) {
    // Their messages are just paths.
    return failure instanceof FileSystemException
        ? failure.getClass().getSimpleName() + " " + failure.getMessage()
        : failure.getMessage();
  }

  private Path keepNow(MemberIdentity id, Epoch led) throws IOException {
    Path folder =
        Files.createDirectories(
            dataDir.resolve("salvage"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Path snapshot = Folder.of(dataDir, id).snapshot();
    requireSpace(folder, Files.size(snapshot));
    Path file = folder.resolve(prefix(id) + led + ".rdb");
    Path next = folder.resolve(file.getFileName() + ".next");
    Files.deleteIfExists(next);
    try {
      // The engine never writes into a snapshot: the next one takes its name, not its content.
      Files.createLink(next, snapshot);
      Files.setPosixFilePermissions(next, PosixFilePermissions.fromString("rw-------"));
    } catch (IOException | UnsupportedOperationException e) {
      LOG.infof("%s is copied, as it can't be linked to: %s", snapshot, e);
      copy(snapshot, next);
    }
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    deleteOldest(folder, id);
    return file;
  }

  /** The copy that its successor sends needs as much, and the member must not be kept from it. */
  private static void requireSpace(Path folder, long bytes) throws IOException {
    long free = Files.getFileStore(folder).getUsableSpace();
    if (free < bytes) {
      throw new IOException(
          "%d bytes are free in %s, %d are needed".formatted(free, folder, bytes));
    }
  }

  private static void copy(Path snapshot, Path to) throws IOException {
    Files.deleteIfExists(to);
    Files.createFile(to, Folder.OWNER_ONLY);
    try (FileChannel from = FileChannel.open(snapshot, StandardOpenOption.READ);
        FileChannel into = FileChannel.open(to, StandardOpenOption.WRITE)) {
      long size = from.size();
      long done = 0;
      while (done < size) {
        done += from.transferTo(done, size - done, into);
      }
      into.force(true);
    }
  }

  private static String prefix(MemberIdentity id) {
    return id.member() + "-epoch-";
  }

  private void deleteOldest(Path folder, MemberIdentity id) throws IOException {
    Pattern name = Pattern.compile(Pattern.quote(prefix(id)) + "(\\d{1,18})\\.rdb");
    for (Path old : newestFirst(folder, name).stream().skip(keptPerMember).toList()) {
      LOG.infof("%s is deleted: %d newer ones are kept", old, keptPerMember);
      Files.delete(old);
    }
  }

  private static List<Path> newestFirst(Path folder, Pattern name) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> name.matcher(file.getFileName().toString()).matches())
          .sorted(Comparator.comparing((Path file) -> epoch(file, name)).reversed())
          .toList();
    }
  }

  private static long epoch(Path file, Pattern name) {
    Matcher matcher = name.matcher(file.getFileName().toString());
    return matcher.matches() ? Long.parseLong(matcher.group(1)) : 0;
  }
}
