package dev.understudy.dns.adapter.server;

import static dev.understudy.dns.Snapshots.demo;
import static dev.understudy.dns.Snapshots.primaryPublished;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.understudy.contracts.endpoint.EndpointPublished;
import dev.understudy.dns.Programs;
import dev.understudy.dns.RunningUpdater;
import dev.understudy.dns.application.Outcome;
import dev.understudy.dns.application.ServerAddress;
import dev.understudy.dns.application.TsigKey;
import dev.understudy.dns.domain.Fact;
import dev.understudy.dns.domain.zone.DnsName;
import dev.understudy.localstack.process.FreePort;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TSIG;
import org.xbill.DNS.Type;
import org.xbill.DNS.Update;

class EmbeddedDnsServerTest {

  private static final TsigKey KEY =
      new TsigKey("understudy", "hmac-sha256", "0123456789abcdef0123456789abcdef".getBytes());
  private static final Name ZONE = Name.fromConstantString("redis.test.");
  private static final Name DEMO = Name.fromConstantString("demo.redis.test.");

  private final Vertx vertx = Vertx.vertx();
  private EmbeddedDnsServer server;

  @BeforeEach
  void start() throws Exception {
    server = server(0);
    server.start().toCompletionStage().toCompletableFuture().get(5, TimeUnit.SECONDS);
  }

  @AfterEach
  void stop() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(5, TimeUnit.SECONDS);
  }

  @Test
  void answersForItsZoneAndRefusesOthers() throws Exception {
    add(DEMO, Type.A, "127.0.1.1");
    Message found = ask(DEMO, Type.A);
    assertThat(found.getHeader().getFlag(Flags.AA)).isTrue();
    assertThat(found.getSection(Section.ANSWER))
        .singleElement()
        .satisfies(r -> assertThat(r.rdataToString()).isEqualTo("127.0.1.1"))
        .satisfies(r -> assertThat(r.getTTL()).isEqualTo(5));

    Message noData = ask(DEMO, Type.AAAA);
    assertThat(noData.getRcode()).isEqualTo(Rcode.NOERROR);
    assertThat(noData.getSection(Section.ANSWER)).isEmpty();
    assertThat(noData.getSection(Section.AUTHORITY))
        .extracting(Record::getType)
        .containsExactly(Type.SOA);

    Message noName = ask(Name.fromString("none", ZONE), Type.A);
    assertThat(noName.getRcode()).isEqualTo(Rcode.NXDOMAIN);
    assertThat(noName.getSection(Section.AUTHORITY)).hasSize(1);

    Message outside = ask(Name.fromString("example.com."), Type.A);
    assertThat(outside.getRcode()).isEqualTo(Rcode.REFUSED);
    assertThat(outside.getHeader().getFlag(Flags.AA)).isFalse();
    assertThat(ask(Name.root, Type.NS).getRcode()).isEqualTo(Rcode.REFUSED);
    assertThat(ask(ZONE, Type.NS).getSection(Section.ANSWER)).hasSize(1);
    assertThat(ask(ZONE, Type.SOA).getSection(Section.ANSWER)).hasSize(1);
  }

  @Test
  void takesSignedUpdatesOnly() throws Exception {
    assertThat(resolver(null).send(update(DEMO, "127.0.1.1")).getRcode()).isEqualTo(Rcode.REFUSED);
    TSIG wrong = new TSIG(TSIG.HMAC_SHA256, Name.fromString("understudy."), new byte[32]);
    Message badSignature = resolver(wrong).send(update(DEMO, "127.0.1.1"));
    assertThat(badSignature.getRcode()).isEqualTo(Rcode.NOTAUTH);
    assertThat(badSignature.getTSIG().getError()).isEqualTo(Rcode.BADSIG);
    TSIG unknown = new TSIG(TSIG.HMAC_SHA256, Name.fromString("stranger."), KEY.secret());
    assertThat(resolver(unknown).send(update(DEMO, "127.0.1.1")).getTSIG().getError())
        .isEqualTo(Rcode.BADKEY);
    assertThat(ask(DEMO, Type.A).getRcode()).isEqualTo(Rcode.NXDOMAIN);
    assertThat(resolver(key()).send(update(DEMO, "127.0.1.1")).getRcode()).isEqualTo(Rcode.NOERROR);
  }

  @Test
  void checksPrerequisites() throws Exception {
    Update absent = update(DEMO, "127.0.1.1");
    absent.absent(DEMO, Type.A);
    assertThat(resolver(key()).send(absent).getRcode()).isEqualTo(Rcode.NOERROR);
    Update again = update(DEMO, "127.0.1.2");
    again.absent(DEMO, Type.A);
    assertThat(resolver(key()).send(again).getRcode()).isEqualTo(Rcode.YXRRSET);
    Update wrongValue = update(DEMO, "127.0.1.2");
    wrongValue.present(DEMO, Type.A, "127.0.1.9");
    assertThat(resolver(key()).send(wrongValue).getRcode()).isEqualTo(Rcode.NXRRSET);
    Update rightValue = update(DEMO, "127.0.1.2");
    rightValue.present(DEMO, Type.A, "127.0.1.1");
    assertThat(resolver(key()).send(rightValue).getRcode()).isEqualTo(Rcode.NOERROR);
    Update nameAbsent = update(DEMO, "127.0.1.3");
    nameAbsent.absent(DEMO);
    assertThat(resolver(key()).send(nameAbsent).getRcode()).isEqualTo(Rcode.YXDOMAIN);
    Update elsewhere = update(DEMO, "127.0.1.3");
    elsewhere.add(Name.fromString("example.com."), Type.A, 5, "127.0.1.3");
    assertThat(resolver(key()).send(elsewhere).getRcode()).isEqualTo(Rcode.NOTZONE);
    assertThat(resolver(key()).send(new Update(Name.fromString("example.com."))).getRcode())
        .isEqualTo(Rcode.NOTAUTH);
  }

  @Test
  void truncatesOverUdpAndCompletesOverTcp() throws Exception {
    for (int i = 1; i <= 200; i++) {
      add(DEMO, Type.A, "10.0.0." + i);
    }
    SimpleResolver plain = resolver(null);
    plain.setIgnoreTruncation(true);
    Message truncated = plain.send(question(DEMO, Type.A));
    assertThat(truncated.getHeader().getFlag(Flags.TC)).isTrue();
    assertThat(truncated.numBytes()).isLessThanOrEqualTo(1232);
    assertThat(ask(DEMO, Type.A).getSection(Section.ANSWER)).hasSize(200);
    SimpleResolver signed = resolver(key());
    Message overTcp = signed.send(question(DEMO, Type.A));
    assertThat(overTcp.getSection(Section.ANSWER)).hasSize(200);
    assertThat(overTcp.isVerified()).isTrue();
  }

  @Test
  void toleratesWhatItDoesntKnow() throws Exception {
    Message future = question(ZONE, Type.SOA);
    future.addRecord(new OPTRecord(1232, 0, 1), Section.ADDITIONAL);
    assertThat(resolver(null).send(future).getRcode()).isEqualTo(Rcode.BADVERS);
    Message notify = question(ZONE, Type.SOA);
    notify.getHeader().setOpcode(Opcode.NOTIFY);
    assertThat(resolver(null).send(notify).getRcode()).isEqualTo(Rcode.NOTIMP);
  }

  @Test
  void isUpdatedByTheUpdaterLikeAnyServer() throws Exception {
    try (RunningUpdater updater = new RunningUpdater("redis.test", KEY, server.address())) {
      updater.learn(demo(1, "demo-1"));
      await().until(() -> updater.pending == 0);
      for (int epoch = 2; epoch <= 50; epoch++) {
        int member = 1 + epoch % 3;
        updater.learn(demo(epoch, "demo-" + member));
        await().pollInterval(Duration.ofMillis(1)).until(() -> updater.pending == 0);
        assertThat(ask(DEMO, Type.A).getSection(Section.ANSWER))
            .extracting(Record::rdataToString)
            .containsExactly("127.0.1." + member);
      }
      assertThat(updater.outcomes).containsOnly(Outcome.UPDATED);
    }
  }

  @Test
  void isFilledAgainAfterARestartWithoutTellingEverybodyAgain() throws Exception {
    try (RunningUpdater updater = new RunningUpdater("redis.test", KEY, server.address())) {
      EndpointPublished told = primaryPublished("demo.redis.test", 3, "127.0.1.1");
      updater.learn(new Fact.Published(told));
      updater.learn(demo(3, "demo-1"));
      await().until(() -> updater.pending == 0);
      assertThat(ask(DEMO, Type.A).getSection(Section.ANSWER)).hasSize(1);
      assertThat(updater.announced).hasSize(4).doesNotContain(told);
    }
  }

  @Test
  void aNameIsPublishedWhenEveryServerHasIt() throws Exception {
    ServerAddress there = new ServerAddress("127.0.0.1", FreePort.anywhere());
    try (RunningUpdater updater = new RunningUpdater("redis.test", KEY, server.address(), there)) {
      updater.learn(demo(1, "demo-1"));
      await().until(() -> ask(DEMO, Type.A).getRcode() == Rcode.NOERROR);
      await().until(() -> updater.outcomes.contains(Outcome.UNREACHABLE));
      assertThat(updater.announced).isEmpty();
      EmbeddedDnsServer back = server(there.port());
      back.start().toCompletionStage().toCompletableFuture().get(5, TimeUnit.SECONDS);
      await().until(() -> updater.pending == 0);
      assertThat(updater.last("demo.redis.test").verifiedAt())
          .containsExactly(server.address().toString(), there.toString());
    }
  }

  @Test
  void digUnderstandsIt() throws Exception {
    String dig = Programs.require("dig");
    add(DEMO, Type.A, "127.0.1.1");
    for (String transport : List.of("+notcp", "+tcp")) {
      String answer = Programs.run(dig(dig, transport, "demo.redis.test", "A"), "");
      assertThat(answer).contains("status: NOERROR", "flags: qr aa", "127.0.1.1");
      assertThat(answer).doesNotContain("WARNING: Message parser");
      assertThat(Programs.run(dig(dig, transport, "x.redis.test", "A"), ""))
          .contains("status: NXDOMAIN", "SOA");
    }
  }

  @Test
  void nsupdateUnderstandsIt() throws Exception {
    String nsupdate = Programs.require("nsupdate");
    String script =
        """
        server 127.0.0.1 %d
        key hmac-sha256:understudy %s
        zone redis.test
        prereq nxdomain demo.redis.test
        update add demo.redis.test 5 A 127.0.1.7
        update add _understudy.demo.redis.test 5 TXT "epoch=1 instance=demo"
        send
        """
            .formatted(server.address().port(), Base64.getEncoder().encodeToString(KEY.secret()));
    assertThat(Programs.run(List.of(nsupdate), script)).isBlank();
    assertThat(ask(DEMO, Type.A).getSection(Section.ANSWER)).hasSize(1);
    assertThat(Programs.run(List.of(nsupdate), script)).contains("YXDOMAIN");
    assertThat(
            Programs.run(List.of(nsupdate), script.replaceFirst("[A-Za-z0-9]{20}", "A".repeat(20))))
        .contains("BADSIG");
  }

  @Test
  void saysThatItsPortIsTaken() throws Exception {
    EmbeddedDnsServer second = server(server.address().port());
    assertThat(second.start().toCompletionStage().toCompletableFuture())
        .failsWithin(Duration.ofSeconds(5));
    assertThat(second.isBound()).isFalse();
  }

  private EmbeddedDnsServer server(int port) throws IOException {
    InetAddress loopback = InetAddress.getByName("127.0.0.1");
    return new EmbeddedDnsServer(vertx, loopback, port, DnsName.of("redis.test"), KEY, 1, 5);
  }

  private List<String> dig(String dig, String transport, String name, String type) {
    ServerAddress address = server.address();
    return List.of(
        dig, "@" + address.host(), "-p", "" + address.port(), "+norec", transport, name, type);
  }

  private void add(Name name, int type, String data) throws IOException {
    Update update = new Update(ZONE);
    update.add(name, type, 5, data);
    assertThat(resolver(key()).send(update).getRcode()).isEqualTo(Rcode.NOERROR);
  }

  private static Update update(Name name, String address) throws IOException {
    Update update = new Update(ZONE);
    update.replace(name, Type.A, 5, address);
    return update;
  }

  private Message ask(Name name, int type) throws IOException {
    return resolver(null).send(question(name, type));
  }

  private static Message question(Name name, int type) {
    return Message.newQuery(Record.newRecord(name, type, DClass.IN));
  }

  private static TSIG key() {
    return new TSIG(TSIG.HMAC_SHA256, Name.fromConstantString("understudy."), KEY.secret());
  }

  private SimpleResolver resolver(TSIG key) {
    ServerAddress address = server.address();
    SimpleResolver resolver =
        new SimpleResolver(new InetSocketAddress(address.host(), address.port()));
    resolver.setTimeout(Duration.ofSeconds(2));
    resolver.setTSIGKey(key);
    return resolver;
  }
}
