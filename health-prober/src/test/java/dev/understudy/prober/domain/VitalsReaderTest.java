package dev.understudy.prober.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class VitalsReaderTest {

  @Test
  void readsWhatTheEngineIs() {
    Vitals vitals =
        vitals(
            "redis_version:7.2.4\r\nserver_name:valkey\r\nserver_mode:cluster\r\n"
                + "os:Linux 6.1 x86_64\r\nmaxmemory_policy:allkeys-lru\r\n");
    assertThat(vitals.version()).isEqualTo("7.2.4");
    assertThat(vitals.mode()).isEqualTo("cluster");
    assertThat(vitals.os()).isEqualTo("Linux 6.1 x86_64");
    assertThat(vitals.evictionPolicy()).isEqualTo("allkeys-lru");
  }

  @Test
  void aFieldIsNotTakenForALongerOne() {
    Figures figures =
        vitals("used_memory_rss:7\r\nused_memory_rss_human:9M\r\nmaxmemory:5\r\nloading:0\r\n")
            .figures();
    assertThat(figures.has(Figure.USED_MEMORY)).isFalse();
    assertThat(figures.get(Figure.USED_MEMORY_RSS)).isEqualTo(7);
    assertThat(figures.get(Figure.MAXMEMORY)).isEqualTo(5);
    assertThat(figures.get(Figure.LOADING)).isZero();
  }

  @Test
  void wordsAndNegativeNumbersAreFigures() {
    Figures figures =
        vitals(
                "master_link_status:down\r\nrdb_last_bgsave_status:ok\r\n"
                    + "aof_last_write_status:err\r\nmaster_last_io_seconds_ago:-1\r\n")
            .figures();
    assertThat(figures.get(Figure.MASTER_LINK_STATUS)).isZero();
    assertThat(figures.get(Figure.RDB_LAST_BGSAVE_STATUS)).isOne();
    assertThat(figures.get(Figure.AOF_LAST_WRITE_STATUS)).isZero();
    assertThat(figures.get(Figure.MASTER_LAST_IO_SECONDS_AGO)).isEqualTo(-1);
  }

  @Test
  void whatIsAskedForRarelyStaysAndTheRestGoes() {
    Figures before = vitals("keyspace_hits:5\r\nmaster_link_status:up\r\n").figures();
    Figures after = InfoParser.parse("connected_clients:1\r\n", before).vitals().figures();
    assertThat(after.get(Figure.KEYSPACE_HITS)).isEqualTo(5);
    assertThat(after.has(Figure.MASTER_LINK_STATUS)).isFalse();
    assertThat(after.get(Figure.CONNECTED_CLIENTS)).isOne();
  }

  @Test
  void readsReplicasOncePerAddressAndNoMoreThanAreShown() {
    Vitals vitals =
        vitals(
            "slave0:ip=::1,port=6400,state=online,offset=400,lag=1\r\n"
                + "slave1:ip=::1,port=6400,state=wait_bgsave,offset=0,lag=0\r\n"
                + "slave_repl_offset:12\r\n");
    assertThat(vitals.replicas())
        .containsExactly(new AttachedReplica("::1", "6400", "online", 400, 1));
    assertThat(vitals.figures().get(Figure.SLAVE_REPL_OFFSET)).isEqualTo(12);
    String many =
        IntStream.range(0, 100)
            .mapToObj(i -> "slave" + i + ":ip=::1,port=" + i + "\r\n")
            .collect(Collectors.joining());
    assertThat(vitals(many).replicas()).hasSize(VitalsReader.MOST_REPLICAS);
  }

  private static Vitals vitals(String info) {
    return InfoParser.parse(info).vitals();
  }
}
