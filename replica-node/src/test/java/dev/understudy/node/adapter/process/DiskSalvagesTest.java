package dev.understudy.node.adapter.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.id.InstanceId;
import dev.understudy.contracts.id.MemberId;
import dev.understudy.contracts.id.NodeId;
import dev.understudy.node.domain.MemberIdentity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
class DiskSalvagesTest {

  @TempDir Path folder;

  private MemberIdentity member(String name) {
    return new MemberIdentity(InstanceId.of("demo"), MemberId.of(name), NodeId.of("a"));
  }

  private void snapshot(MemberIdentity id, String content) throws Exception {
    Path file = Folder.of(folder, id).snapshot();
    Files.createDirectories(file.getParent());
    Files.deleteIfExists(file);
    Files.writeString(file, content);
  }

  private CompletableFuture<String> keep(MemberIdentity id, long epoch) {
    return new DiskSalvages(folder, 3)
        .keep(id, Epoch.of(epoch))
        .toCompletableFuture()
        .orTimeout(10, TimeUnit.SECONDS);
  }

  @Test
  void theNewestEpochsOfEachMemberAreKept() throws Exception {
    for (long epoch : new long[] {9, 2, 30, 10}) {
      snapshot(member("demo-1"), "data of " + epoch);
      keep(member("demo-1"), epoch).join();
    }
    snapshot(member("demo-2"), "another");
    String other = keep(member("demo-2"), 1).join();
    assertThat(other).endsWith("/salvage/demo-2-epoch-1.rdb");
    try (Stream<Path> files = Files.list(folder.resolve("salvage"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "demo-1-epoch-9.rdb",
              "demo-1-epoch-10.rdb",
              "demo-1-epoch-30.rdb",
              "demo-2-epoch-1.rdb");
    }
    assertThat(folder.resolve("salvage/demo-1-epoch-9.rdb")).hasContent("data of 9");
  }

  @Test
  void theSameEpochAgainReplacesTheFile() throws Exception {
    snapshot(member("demo-1"), "once");
    keep(member("demo-1"), 4).join();
    snapshot(member("demo-1"), "twice");
    assertThat(Path.of(keep(member("demo-1"), 4).join())).hasContent("twice");
  }

  @Test
  void withoutASnapshotItSaysSo() {
    assertThat(keep(member("demo-1"), 4).handle((path, failure) -> failure.getMessage()).join())
        .contains("NoSuchFile")
        .contains("dump.rdb");
  }
}
