package dev.understudy.localstack.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineBinaryTest {

  @TempDir Path folder;

  @Test
  void prefersTheOneAskedFor() throws Exception {
    Path wanted = program("mine");
    assertThat(EngineBinary.find(wanted, folder, System.getenv("PATH")).path()).isEqualTo(wanted);
    assertThatThrownBy(() -> EngineBinary.find(folder.resolve("none"), folder, null))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("--redis-server");
  }

  @Test
  void takesValkeyWhereThereIsNoRedis() throws Exception {
    Path valkey = program("valkey-server");
    assertThat(EngineBinary.find(null, folder, folder.toString()).path()).isEqualTo(valkey);
    Path redis = program("redis-server");
    assertThat(EngineBinary.find(null, folder, folder.toString()).path()).isEqualTo(redis);
  }

  @Test
  void unpacksOneThatRunsWhereThereIsNone() throws Exception {
    EngineBinary found = EngineBinary.find(null, folder.resolve("engine"), "");
    Process version =
        new ProcessBuilder(found.path().toString(), "--version").redirectErrorStream(true).start();
    String said = new String(version.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(version.waitFor()).as(said).isZero();
    assertThat(said).contains("v=6.2");
  }

  private Path program(String name) throws IOException {
    Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
    return file;
  }
}
