package dev.understudy.dns.adapter.rfc2136;

import static org.awaitility.Awaitility.await;

import dev.understudy.dns.Programs;
import dev.understudy.dns.application.ServerAddress;
import dev.understudy.dns.application.TsigKey;
import dev.understudy.localstack.process.FreePort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TSIG;
import org.xbill.DNS.Type;
import org.xbill.DNS.Update;

/** A real BIND 9 with one zone that takes updates signed with {@link #KEY}. */
final class Bind {

  static final String ZONE = "redis.test";
  static final TsigKey KEY =
      new TsigKey("understudy", "hmac-sha256", "0123456789abcdef0123456789abcdef".getBytes());

  private static final Duration LONGEST_START = Duration.ofSeconds(15);

  private final String program;
  private final Path folder;
  private final int port;
  private Process process;

  private Bind(String program, Path folder, int port) {
    this.program = program;
    this.folder = folder;
    this.port = port;
  }

  static Bind start(Path folder) throws IOException {
    Bind bind = new Bind(Programs.require("named"), folder, FreePort.anywhere());
    bind.configure();
    bind.start();
    return bind;
  }

  ServerAddress address() {
    return new ServerAddress("127.0.0.1", port);
  }

  void start() throws IOException {
    process =
        new ProcessBuilder(program, "-g", "-n", "1", "-p", String.valueOf(port), "-c", "named.conf")
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("named.log").toFile())
            .start();
    await()
        .atMost(LONGEST_START)
        .pollInterval(Duration.ofMillis(50))
        .ignoreExceptions()
        .until(() -> ask(ZONE, Type.SOA).getHeader().getFlag(Flags.AA));
  }

  void stop() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(10, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
  }

  /** The data of a name's records, sorted. */
  List<String> resolve(String name, int type) throws IOException {
    return ask(name, type).getSection(Section.ANSWER).stream()
        .filter(record -> record.getType() == type)
        .map(Record::rdataToString)
        .sorted()
        .toList();
  }

  /** Changes a name behind the updater's back. */
  void overwrite(String name, String address) throws IOException {
    Update update = new Update(Name.fromString(ZONE + "."));
    update.replace(Name.fromString(name + "."), Type.A, 60, address);
    resolver().send(update);
  }

  /** Deletes all there is under a name, behind the updater's back. */
  void erase(String name) throws IOException {
    Update update = new Update(Name.fromString(ZONE + "."));
    update.delete(Name.fromString(name + "."));
    resolver().send(update);
  }

  private Message ask(String name, int type) throws IOException {
    return resolver()
        .send(Message.newQuery(Record.newRecord(Name.fromString(name + "."), type, DClass.IN)));
  }

  private SimpleResolver resolver() {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    SimpleResolver resolver = new SimpleResolver(new InetSocketAddress(loopback, port));
    resolver.setTimeout(Duration.ofSeconds(2));
    resolver.setTSIGKey(
        new TSIG(TSIG.HMAC_SHA256, Name.fromConstantString(KEY.name() + "."), KEY.secret()));
    return resolver;
  }

  private void configure() throws IOException {
    Files.writeString(
        folder.resolve("named.conf"),
        """
        key "understudy" { algorithm hmac-sha256; secret "%s"; };
        options {
          directory "%s";
          pid-file "named.pid";
          session-keyfile "session.key";
          managed-keys-directory "%s";
          listen-on { 127.0.0.1; };
          listen-on-v6 { none; };
          recursion no;
          dnssec-validation no;
        };
        controls { };
        zone "%s" {
          type primary;
          file "zone.db";
          allow-update { key "understudy"; };
        };
        """
            .formatted(Base64.getEncoder().encodeToString(KEY.secret()), folder, folder, ZONE));
    Files.writeString(
        folder.resolve("zone.db"),
        """
        $TTL 5
        @ IN SOA ns hostmaster 1 3600 600 604800 5
        @ IN NS ns
        ns IN A 127.0.0.1
        """);
  }
}
