package dev.understudy.notifier;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.standardwebhooks.Webhook;
import dev.understudy.contracts.decision.BlockReason;
import dev.understudy.contracts.decision.EpochOutcome;
import dev.understudy.contracts.notification.DeliveryOutcome;
import dev.understudy.contracts.notification.NotificationAttempted;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.mail.internet.MimeMessage;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Decisions in; mails, webhooks, receipts and dead letters out, over real servers. */
@QuarkusTest
@QuarkusTestResource(Surroundings.class)
class NotifierTest extends WholeService {

  private static final String MAIL = "mail";
  private static final String OPS = "webhook:ops";
  private static final String DOWN = "webhook:down";

  @TestHTTPResource("/q/")
  URI management;

  @Test
  void tellsAFailoverOnceOverEveryChannel() throws Exception {
    Decisions demo = new Decisions("demo");
    publish(
        demo.created(),
        demo.crashed(2),
        demo.crashed(2),
        demo.elected(2),
        demo.closed(2, EpochOutcome.COMPLETED),
        demo.closed(2, EpochOutcome.COMPLETED),
        demo.blocked(2, BlockReason.COOLDOWN),
        demo.blocked(2, BlockReason.COOLDOWN));
    waiting().until(() -> delivered("demo", MAIL) == 3 && delivered("demo", OPS) == 3);

    List<MimeMessage> mails = mails("demo");
    assertThat(mails).hasSize(6).allSatisfy(mail -> assertThat(mail.getSubject()).isNotNull());
    assertThat(subjects(mails))
        .containsOnly(
            "[understudy] demo: failover from demo-1 started (primary crashed)",
            "[understudy] demo: failover to demo-2 completed in 84 ms",
            "[understudy] demo: failover blocked: cooldown");
    assertThat(surroundings.hooks().calls("/ops", "demo"))
        .extracting(call -> json(call.body()).path("type").asText())
        .containsExactly("failover.started", "failover.completed", "failover.blocked");
  }

  @Test
  void aMailIsReadableAsTextAndAsHtml() throws Exception {
    Decisions readable = new Decisions("readable");
    publish(readable.created(), readable.crashed(2));
    waiting().until(() -> delivered("readable", MAIL) == 1);

    MimeMessage mail = mails("readable").get(0);
    String raw = GreenMailUtil.getWholeMessage(mail).replace("=\r\n", "");
    String id = mail.getHeader("X-Understudy-Notification", null);
    assertThat(mail.getMessageID()).isEqualTo("<" + id + "@understudy>");
    assertThat(mail.getFrom()[0]).hasToString("understudy@example.org");
    assertThat(raw)
        .contains("text/plain", "text/html")
        .contains("- node a: the process <redis> exited with 137")
        .contains("<li>node a: the process &lt;redis&gt; exited with 137</li>")
        .contains("What to do")
        .doesNotContain("What it cost");
  }

  @Test
  void aWebhookIsSignedAsTheStandardSays() throws Exception {
    Decisions signed = new Decisions("signed");
    publish(
        signed.created(),
        signed.crashed(2),
        signed.elected(2),
        signed.closed(2, EpochOutcome.COMPLETED));
    waiting().until(() -> delivered("signed", OPS) == 2);

    HookServer.Call call = surroundings.hooks().calls("/ops", "signed").get(1);
    new Webhook(Surroundings.SECRET).verify(call.body(), lowerCase(call));
    assertThat(call.header("webhook-signature"))
        .isEqualTo(
            signature(
                call.header("webhook-id") + "." + call.header("webhook-timestamp") + ".",
                call.body()));
    assertThat(Long.parseLong(call.header("webhook-timestamp")))
        .isCloseTo(Instant.now().getEpochSecond(), Offset.offset(60L));

    JsonNode data = json(call.body()).path("data");
    assertThat(data.path("primaryBefore").asText()).isEqualTo("signed-1");
    assertThat(data.path("primaryAfter").asText()).isEqualTo("signed-2");
    assertThat(data.path("epoch").asInt()).isEqualTo(2);
    assertThat(data.path("measuredLossBytes").asInt(-1)).isZero();
    assertThat(data.path("phasesMillis").path("dns").asInt()).isEqualTo(34);
    assertThat(data.path("timeline").path("suspectedAt").asText())
        .isEqualTo("2026-01-02T03:04:05Z");
    assertThat(data.path("evidence").get(0).path("source").asText()).isEqualTo("node a");
    assertThat(data.path("text").asText()).contains("signed-2 is the primary now");
    assertThat(data.has("blockReason")).isFalse();
  }

  @Test
  void aWebhookThatFailsIsTriedAgain() throws Exception {
    surroundings.hooks().script("/ops", "flaky", 500, 302);
    Decisions flaky = new Decisions("flaky");
    publish(flaky.created(), flaky.crashed(2));
    waiting().until(() -> outcomes("flaky", OPS).contains(DeliveryOutcome.DELIVERED));

    assertThat(outcomes("flaky", OPS))
        .containsExactly(
            DeliveryOutcome.WILL_RETRY, DeliveryOutcome.WILL_RETRY, DeliveryOutcome.DELIVERED);
    assertThat(surroundings.hooks().calls("/ops", "flaky"))
        .extracting(call -> call.header("webhook-id"))
        .hasSize(3)
        .containsOnly(receipts("flaky").get(0).notification());
  }

  @Test
  void aChannelThatIsDownEndsInTheDeadLettersAndDelaysNoOther() throws Exception {
    Decisions lost = new Decisions("lost");
    publish(lost.created(), lost.crashed(2));
    waiting().until(() -> delivered("lost", MAIL) == 1);
    waiting().until(() -> !deadLetters("lost", DOWN).isEmpty());
    waiting().until(() -> outcomes("lost", DOWN).size() == Surroundings.ATTEMPTS);
    assertThat(outcomes("lost", DOWN)).endsWith(DeliveryOutcome.GAVE_UP);
    assertThat(outcomes("lost", DOWN)).containsOnlyOnce(DeliveryOutcome.GAVE_UP);
    assertThat(deadLetters("lost", DOWN))
        .containsExactly("given up over webhook:down after attempt 6: HTTP 503");
  }

  @Test
  void aMailServerThatComesBackGetsWhatItMissed() throws Exception {
    surroundings.mail().stop();
    Decisions late = new Decisions("late");
    publish(late.created(), late.crashed(2));
    waiting().until(() -> !outcomes("late", MAIL).isEmpty());
    surroundings.mail().start();
    waiting().until(() -> delivered("late", MAIL) == 1);
    assertThat(outcomes("late", MAIL)).startsWith(DeliveryOutcome.WILL_RETRY);
    assertThat(mails("late")).isNotEmpty();
  }

  @Test
  void aRestartTellsWhatIsOwedAndNothingElse() {
    waiting().until(() -> delivered("half", OPS) == 2 && delivered("retried", OPS) == 2);
    waiting().until(() -> delivered("retried", MAIL) == 2);
    assertThat(receipts("retried"))
        .filteredOn(receipt -> receipt.channel().equals(OPS))
        .extracting(NotificationAttempted::attempt)
        .as("attempts before the restart count")
        .containsExactly(1, 2, 1);
    assertThat(mails("half")).isEmpty();
    assertThat(mails("settled")).isEmpty();
    assertThat(mails("ancient")).isEmpty();
    assertThat(receipts("ancient")).isEmpty();
    assertThat(surroundings.hooks().calls("/ops", "settled")).isEmpty();
    assertThat(surroundings.hooks().calls("/ops", "ancient")).isEmpty();
  }

  @Test
  void anAlertIsToldOnceWhoeverRaisesItAndItsEnd() throws Exception {
    Alerts alerted = new Alerts("alerted");
    publish(
        alerted.lagging(),
        alerted.lagging(Instant.now()),
        alerted.laggingMore(),
        alerted.caughtUp(),
        alerted.caughtUp(Instant.now()));
    waiting().until(() -> delivered("alerted", MAIL) == 3 && delivered("alerted", OPS) == 3);

    assertThat(subjects(mails("alerted")).get(0))
        .isEqualTo(
            "[understudy] alerted: warning alert: alerted-2 is 312 ms behind its primary; the"
                + " limit is 100 ms for 60 s");
    List<HookServer.Call> calls = surroundings.hooks().calls("/ops", "alerted");
    assertThat(calls)
        .extracting(call -> json(call.body()).path("type").asText())
        .containsExactly("alert.raised", "alert.raised", "alert.resolved");
    new Webhook(Surroundings.SECRET).verify(calls.get(0).body(), lowerCase(calls.get(0)));
    JsonNode data = json(calls.get(1).body()).path("data");
    assertThat(data.path("alert").asText()).isEqualTo("REPLICATION_LAG");
    assertThat(data.path("member").asText()).isEqualTo("alerted-2");
    assertThat(data.path("severity").asText()).isEqualTo("CRITICAL");
    assertThat(data.path("severityBefore").asText()).isEqualTo("WARNING");
    assertThat(data.path("summary").asText()).contains("12480 ms behind");
    assertThat(data.path("since").asText()).isEqualTo("2026-01-02T03:04:05Z");
  }

  @Test
  void aRestartTellsTheAlertThatIsOwedOnce() throws Exception {
    waiting().until(() -> delivered("lagging", OPS) == 1);
    publish(new Alerts("lagging").caughtUp());
    waiting().until(() -> delivered("lagging", OPS) == 2 && delivered("lagging", MAIL) == 2);
    assertThat(surroundings.hooks().calls("/ops", "lagging"))
        .extracting(call -> json(call.body()).path("type").asText())
        .containsExactly("alert.raised", "alert.resolved");
    assertThat(subjects(mails("lagging")))
        .as("the beginning was mailed before the restart")
        .allSatisfy(subject -> assertThat(subject).contains("resolved"));
  }

  @Test
  void anAlertThatNobodyTakesBecomesADeadLetter() throws Exception {
    Alerts unheard = new Alerts("unheard");
    publish(unheard.nobodyCouldTakeOver());
    waiting().until(() -> !deadLetters("unheard", DOWN).isEmpty());
    assertThat(deadLetters("unheard", DOWN))
        .containsExactly("given up over webhook:down after attempt 6: HTTP 503");
  }

  @Test
  void saysHowItIs() {
    waiting().until(() -> get("health/ready").contains("\"status\": \"UP\""));
    assertThat(get("health/live")).contains("follows decisions and alerts");
    assertThat(get("metrics"))
        .contains("understudy_notifications_pending{channel=\"mail\"}")
        .contains("understudy_notifications_total{channel=\"webhook:ops\",outcome=\"gave_up\"}");
  }

  @Test
  void receiptsHoldNoUrl() {
    waiting().until(() -> delivered("half", OPS) == 2);
    assertThat(receipts("half"))
        .allSatisfy(receipt -> assertThat(receipt.toString()).doesNotContain("hidden", "http:"));
  }

  private List<MimeMessage> mails(String instance) {
    return Arrays.stream(surroundings.mail().getReceivedMessages())
        .filter(mail -> subjects(List.of(mail)).get(0).contains(" " + instance + ": "))
        .toList();
  }

  private static List<String> subjects(List<MimeMessage> mails) {
    return mails.stream()
        .map(mail -> GreenMailUtil.getHeaders(mail))
        .map(NotifierTest::subject)
        .toList();
  }

  private static String subject(String headers) {
    String unfolded = headers.replaceAll("\r\n[ \t]", " ");
    return unfolded
        .lines()
        .filter(line -> line.startsWith("Subject: "))
        .map(line -> line.substring("Subject: ".length()))
        .findFirst()
        .orElse("");
  }

  private static Map<String, List<String>> lowerCase(HookServer.Call call) {
    Map<String, List<String>> headers = new HashMap<>();
    call.headers().forEach((name, values) -> headers.put(name.toLowerCase(), values));
    return headers;
  }

  /** By hand, beside the library: HMAC-SHA256 of id.timestamp.body. */
  private static String signature(String prefix, String body) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(Surroundings.SECRET, "HmacSHA256"));
    byte[] signature = mac.doFinal((prefix + body).getBytes(StandardCharsets.UTF_8));
    return "v1," + Base64.getEncoder().encodeToString(signature);
  }
}
