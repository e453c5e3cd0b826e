package dev.understudy.node.adapter.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.id.InstanceId;
import dev.understudy.contracts.id.MemberId;
import dev.understudy.contracts.id.NodeId;
import dev.understudy.node.domain.MemberIdentity;
import dev.understudy.node.domain.Standing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskFoldersTest {

  private static final NodeId NODE = NodeId.of("node-a");
  private static final MemberIdentity MEMBER =
      new MemberIdentity(InstanceId.of("demo"), MemberId.of("demo-a"), NODE);

  @TempDir Path data;
  private DiskFolders folders;

  @BeforeEach
  void folders() throws IOException {
    folders = new DiskFolders(data, NODE, new JsonMapper(), new AtomicLong()::incrementAndGet);
    Files.createDirectories(Folder.of(data, MEMBER).path());
  }

  @Test
  void keepsAStanding() throws IOException {
    assertThat(folders.standing(MEMBER)).isEqualTo(Standing.NEW);
    Standing standing =
        new Standing(
            Epoch.of(7),
            "run",
            true,
            Epoch.of(6),
            "run",
            List.of(new Standing.Led(List.of("repl"), Epoch.of(5))));
    folders.keep(MEMBER, standing);
    folders.keep(MEMBER, standing);
    assertThat(folders.standing(MEMBER)).isEqualTo(standing);
  }

  @Test
  void aDamagedStandingCountsAsNone() throws IOException {
    Files.writeString(Folder.of(data, MEMBER).state(), "");
    assertThat(folders.standing(MEMBER)).isEqualTo(Standing.NEW);
  }

  @Test
  void deletesMembersAndWhatACrashLeftOfThem() throws IOException {
    Files.createDirectories(data.resolve(".removed/x/y"));
    assertThat(folders.found()).containsExactly(MEMBER);
    folders.delete(MEMBER);
    assertThat(folders.found()).isEmpty();
    assertThat(data.resolve(".removed")).doesNotExist();
    folders.delete(MEMBER);
  }

  @Test
  void setsMembersAside() throws IOException {
    folders.setAside(MEMBER);
    assertThat(folders.found()).isEmpty();
    assertThat(data.resolve(".set-aside")).isNotEmptyDirectory();
  }
}
