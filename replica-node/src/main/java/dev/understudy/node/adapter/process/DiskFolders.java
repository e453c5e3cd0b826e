package dev.understudy.node.adapter.process;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.contracts.id.InstanceId;
import dev.understudy.contracts.id.MemberId;
import dev.understudy.contracts.id.NodeId;
import dev.understudy.node.application.MemberFolders;
import dev.understudy.node.domain.MemberIdentity;
import dev.understudy.node.domain.Standing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** Members' folders below the node's data directory. */
public final class DiskFolders implements MemberFolders {

  private static final Logger LOG = Logger.getLogger(DiskFolders.class);

  /** No instance is called like these: names start with a letter. */
  private static final String REMOVED = ".removed";

  private static final String SET_ASIDE = ".set-aside";

  private final Path dataDir;
  private final NodeId node;
  private final ObjectMapper json;
  private final LongSupplier unique;

  /**
   * The folders below {@code dataDir}.
   *
   * @param unique tells folders apart that are moved away under the same name
   */
  public DiskFolders(Path dataDir, NodeId node, ObjectMapper json, LongSupplier unique) {
    this.dataDir = dataDir;
    this.node = node;
    this.json = json;
    this.unique = unique;
  }

  @Override
  public Standing standing(MemberIdentity id) throws IOException {
    Path file = Folder.of(dataDir, id).state();
    if (Files.notExists(file)) {
      return Standing.NEW;
    }
    try {
      return json.readValue(file.toFile(), Standing.class);
    } catch (JsonProcessingException e) {
      LOG.warnf("%s is damaged; %s counts as new: %s", file, id, e.getMessage());
      return Standing.NEW;
    }
  }

  @Override
  public void keep(MemberIdentity id, Standing standing) throws IOException {
    Folder.replace(Folder.of(dataDir, id).state(), json.writeValueAsString(standing));
  }

  @Override
  public List<MemberIdentity> found() throws IOException {
    List<MemberIdentity> found = new ArrayList<>();
    for (Path instance : folders(dataDir)) {
      for (Path member : folders(instance)) {
        found.add(
            new MemberIdentity(
                InstanceId.of(instance.getFileName().toString()),
                MemberId.of(member.getFileName().toString()),
                node));
      }
    }
    return found;
  }

  private static List<Path> folders(Path path) throws IOException {
    if (Files.notExists(path)) {
      return List.of();
    }
    try (Stream<Path> inside = Files.list(path)) {
      return inside
          .filter(Files::isDirectory)
          .filter(folder -> !folder.getFileName().toString().startsWith("."))
          .toList();
    }
  }

  @Override
  public void delete(MemberIdentity id) throws IOException {
    moveTo(REMOVED, id);
    deleteRemoved();
  }

  @Override
  public void setAside(MemberIdentity id) throws IOException {
    moveTo(SET_ASIDE, id);
  }

  private void moveTo(String place, MemberIdentity id) throws IOException {
    Path folder = Folder.of(dataDir, id).path();
    if (Files.exists(folder)) {
      Path parent = Files.createDirectories(dataDir.resolve(place));
      String name = id.instance() + "." + id.member() + "." + unique.getAsLong();
      Files.move(folder, parent.resolve(name));
    }
  }

  /** Also what a crash in the middle of a deletion left. */
  private void deleteRemoved() throws IOException {
    Path removed = dataDir.resolve(REMOVED);
    if (Files.notExists(removed)) {
      return;
    }
    try (Stream<Path> tree = Files.walk(removed)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
