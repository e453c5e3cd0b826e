package dev.understudy.localstack.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WebhookSinkTest {

  /** The example of the Standard Webhooks libraries' own tests. */
  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

  private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
  private static final String TIMESTAMP = "1614265330";
  private static final String BODY = "{\"test\": 2432232314}";
  private static final String SIGNED = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

  private final WebhookSignature signature = new WebhookSignature(SECRET);
  private final Instant then = Instant.ofEpochSecond(Long.parseLong(TIMESTAMP));

  @Test
  void verifiesAsTheStandardSays() {
    assertThat(signature.verifies(ID, TIMESTAMP, BODY, SIGNED, then)).isTrue();
    assertThat(signature.verifies(ID, TIMESTAMP, BODY, "v1,x v2,y " + SIGNED, then)).isTrue();
  }

  @Test
  void refusesWhatIsAlteredOldOrUnsigned() {
    assertThat(signature.verifies("other", TIMESTAMP, BODY, SIGNED, then)).isFalse();
    assertThat(signature.verifies(ID, TIMESTAMP, BODY + " ", SIGNED, then)).isFalse();
    assertThat(signature.verifies(ID, TIMESTAMP, BODY, SIGNED, then.plusSeconds(301))).isFalse();
    assertThat(signature.verifies(ID, "soon", BODY, SIGNED, then)).isFalse();
    assertThat(signature.verifies(ID, TIMESTAMP, BODY, null, then)).isFalse();
  }

  @Test
  void keepsWhatItGetsAndWhetherItWasSigned() throws Exception {
    try (WebhookSink sink = WebhookSink.start(0, SECRET)) {
      String now = Long.toString(Instant.now().getEpochSecond());
      String right = "v1," + signature.sign(ID, now, BODY);
      assertThat(post(sink, now, right)).isEqualTo(204);
      assertThat(post(sink, now, SIGNED)).isEqualTo(401);
      sink.await(each -> !each.verified(), Duration.ofSeconds(5));
      assertThat(sink.deliveries()).extracting(Delivery::verified).containsExactly(true, false);
      assertThat(sink.deliveries()).extracting(Delivery::body).containsExactly(BODY, BODY);
    }
  }

  @Test
  void takesTheSecretAsABearerToken() {
    assertThat(signature.isBearer("Bearer " + SECRET)).isTrue();
    assertThat(signature.isBearer("Bearer other")).isFalse();
    assertThat(signature.isBearer(SECRET)).isFalse();
    assertThat(signature.isBearer(null)).isFalse();
  }

  private static int post(WebhookSink sink, String timestamp, String signed) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(sink.url())
            .header("webhook-id", ID)
            .header("webhook-timestamp", timestamp)
            .header("webhook-signature", signed)
            .POST(HttpRequest.BodyPublishers.ofString(BODY))
            .build();
    return HttpClient.newHttpClient()
        .send(request, HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }
}
