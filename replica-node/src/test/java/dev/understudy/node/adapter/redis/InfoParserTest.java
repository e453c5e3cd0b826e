package dev.understudy.node.adapter.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.contracts.id.Address;
import dev.understudy.contracts.id.Offset;
import dev.understudy.contracts.member.LinkState;
import dev.understudy.contracts.member.MemberRole;
import dev.understudy.node.domain.EngineFacts;
import dev.understudy.node.domain.Parking;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class InfoParserTest {

  @Test
  void readsAPrimary() {
    EngineFacts facts =
        InfoParser.parse(
            """
            # Server\r
            run_id:abc\r
            loading:0\r
            rdb_changes_since_last_save:7\r
            rdb_last_bgsave_status:ok\r
            sync_full:2\r
            sync_partial_ok:3\r
            role:master\r
            connected_slaves:2\r
            slave0:ip=127.0.1.2,port=7000,state=online,offset=10,lag=0\r
            master_replid:r1\r
            master_replid2:r0\r
            master_repl_offset:1234\r
            repl_backlog_active:1\r
            repl_backlog_first_byte_offset:5\r
            # Keyspace\r
            db0:keys=3,expires=0,avg_ttl=0\r
            db12:keys=4,expires=0,avg_ttl=0\r
            """);
    assertThat(facts.role()).isEqualTo(MemberRole.PRIMARY);
    assertThat(facts.runId()).isEqualTo("abc");
    assertThat(facts.replicationId()).isEqualTo("r1");
    assertThat(facts.formerReplicationId()).isEqualTo("r0");
    assertThat(facts.offset()).isEqualTo(new Offset(1234));
    assertThat(facts.upstream()).isEmpty();
    assertThat(facts.link()).isEqualTo(LinkState.NONE);
    assertThat(facts.keyCount()).isEqualTo(7);
    assertThat(facts.attachedReplicas()).isEqualTo(2);
    assertThat(facts.fullResyncs()).isEqualTo(2);
    assertThat(facts.partialResyncs()).isEqualTo(3);
    assertThat(facts.backlogFirstOffset()).isEqualTo(5);
    assertThat(facts.snapshotChanges()).isEqualTo(7);
    assertThat(facts.hasHistory()).isTrue();
  }

  @Test
  void readsAReplica() {
    String info =
        """
        role:slave
        master_host:127.0.1.1
        master_port:7000
        master_link_status:%s
        master_last_io_seconds_ago:%d
        master_sync_in_progress:%d
        master_repl_offset:9
        """;
    EngineFacts up = InfoParser.parse(info.formatted("up", 2, 0));
    assertThat(up.role()).isEqualTo(MemberRole.REPLICA);
    assertThat(up.follows(new Address("127.0.1.1", 7000))).isTrue();
    assertThat(up.link()).isEqualTo(LinkState.UP);
    assertThat(up.linkSilence()).isEqualTo(Duration.ofSeconds(2));
    assertThat(InfoParser.parse(info.formatted("down", -1, 1)).link()).isEqualTo(LinkState.SYNCING);
    EngineFacts down = InfoParser.parse(info.formatted("down", -1, 0));
    assertThat(down.link()).isEqualTo(LinkState.DOWN);
    assertThat(down.linkSilence()).isZero();
  }

  @Test
  void knowsAParkedOne() {
    String info = "role:slave\nmaster_host:%s\nmaster_port:%d\n";
    String parked = info.formatted(Parking.ADDRESS.host(), Parking.ADDRESS.port());
    assertThat(InfoParser.parse(parked).parked()).isTrue();
  }

  @Test
  void refusesWhatIsNotInfo() {
    assertThatThrownBy(() -> InfoParser.parse("PONG")).isInstanceOf(IllegalArgumentException.class);
  }
}
