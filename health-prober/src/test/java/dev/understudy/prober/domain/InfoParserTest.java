package dev.understudy.prober.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.contracts.id.Offset;
import dev.understudy.contracts.member.MemberRole;
import java.util.Random;
import org.junit.jupiter.api.Test;

class InfoParserTest {

  private static final String PRIMARY =
      """
      # Server\r
      redis_version:7.0.15\r
      run_id:9d2f3c0de3f3a56d3d0e0c1ab7a6a2f5a0c3b8d1\r
      # Clients\r
      connected_clients:12\r
      # Memory\r
      used_memory:1048576\r
      used_memory_human:1.00M\r
      # Replication\r
      role:master\r
      connected_slaves:2\r
      slave0:ip=127.0.1.2,port=6400,state=online,offset=400,lag=0\r
      master_replid:aaaa\r
      master_replid2:bbbb\r
      master_repl_offset:420\r
      # Keyspace\r
      db0:keys=1000,expires=3,avg_ttl=0\r
      db3:keys=23,expires=0,avg_ttl=0\r
      """;

  @Test
  void readsAPrimary() {
    Info info = InfoParser.parse(PRIMARY);
    assertThat(info)
        .usingRecursiveComparison()
        .ignoringFields("vitals")
        .isEqualTo(
            new Info(
                7,
                MemberRole.PRIMARY,
                "9d2f3c0de3f3a56d3d0e0c1ab7a6a2f5a0c3b8d1",
                "aaaa",
                "bbbb",
                Offset.of(420),
                null,
                1023,
                12,
                2,
                1048576,
                Vitals.NONE));
  }

  @Test
  void readsAReplica() {
    Info info =
        InfoParser.parse(
            "role:slave\r\nmaster_link_status:down\r\nslave_repl_offset:410\r\n"
                + "master_replid:aaaa\r\nmaster_repl_offset:410");
    assertThat(info.role()).isEqualTo(MemberRole.REPLICA);
    assertThat(info.linkUp()).isFalse();
    assertThat(info.offset()).isEqualTo(Offset.of(410));
  }

  @Test
  void aParkedReplicaKeepsItsOffset() {
    Info info = InfoParser.parse("role:slave\r\nslave_repl_offset:1\r\nmaster_repl_offset:410\r\n");
    assertThat(info.offset()).isEqualTo(Offset.of(410));
  }

  @Test
  void whatIsMissingOrGarbledIsUnknownOrZero() {
    Info info =
        InfoParser.parse("master_repl_offset:-1\r\nused_memory:many\r\ndb0:nothing\r\n\r\n:\r\n");
    assertThat(info.role()).isNull();
    assertThat(info.runId()).isNull();
    assertThat(info.offset()).isEqualTo(Offset.ZERO);
    assertThat(info.usedMemoryBytes()).isZero();
    assertThat(info.keyCount()).isZero();
  }

  @Test
  void anyPrefixAndAnyDamageIsReadWithoutAnException() {
    long seed = 20240611;
    Random random = new Random(seed);
    for (int i = 0; i <= PRIMARY.length(); i++) {
      StringBuilder damaged = new StringBuilder(PRIMARY.substring(0, i));
      if (i > 0) {
        damaged.setCharAt(random.nextInt(i), (char) random.nextInt(256));
      }
      assertThat(InfoParser.parse(damaged.toString()))
          .as("seed %d, prefix %d", seed, i)
          .isNotNull();
    }
  }
}
