package dev.understudy.node.adapter.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class EngineVersionTest {

  @Test
  void readsRedisAndValkey() throws IOException {
    assertThat(
            EngineVersion.parse(
                "Redis server v=7.0.15 sha=00000000:0 malloc=jemalloc-5.3.0 bits=64 build=x\n"))
        .hasToString("redis 7.0.15");
    EngineVersion valkey = EngineVersion.parse("Valkey server v=8.1.0-rc1 sha=0 bits=64");
    assertThat(valkey).hasToString("valkey 8.1.0-rc1");
    assertThat(valkey.atLeast(7, 2)).isTrue();
    assertThat(valkey.atLeast(8, 2)).isFalse();
  }

  @Test
  void refusesWhatIsTooOldOrSomethingElse() {
    assertThatThrownBy(() -> EngineVersion.parse("Redis server v=6.0.16 sha=0 bits=64"))
        .hasMessageContaining("6.2");
    assertThatThrownBy(() -> EngineVersion.parse("nginx 1.2")).hasMessageContaining("nginx");
  }
}
