package dev.understudy.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.understudy.contracts.instance.InstanceSpec;
import dev.understudy.contracts.member.MemberReported;
import dev.understudy.contracts.topology.Condition;
import dev.understudy.contracts.topology.TopologySnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The JSON of every event is kept in {@code golden/}: a change there is a change for services that
 * are not upgraded yet. After an intended one: {@code -Dgolden.write=true}.
 */
class GoldenJsonTest {

  private static final Path GOLDEN = Path.of("src/test/resources/golden");

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  static Stream<Event> samples() {
    return Samples.all().stream();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void looksAsBefore(Event event) throws IOException {
    Path golden = GOLDEN.resolve(event.getClass().getSimpleName() + ".json");
    String json = JSON.writeValueAsString(event) + "\n";
    if (Boolean.getBoolean("golden.write")) {
      Files.writeString(golden, json);
    }

    assertThat(golden).hasContent(json);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void survivesTheTripAndUnknownFields(Event event) throws IOException {
    ObjectNode json = JSON.valueToTree(event);
    json.put("aFieldOfALaterVersion", true);

    assertThat(JSON.treeToValue(json, event.getClass())).isEqualTo(event);
  }

  @Test
  void aSnapshotOfAVersionThatDidNotNameTheObstacleIsStillRead() throws IOException {
    ObjectNode json = JSON.valueToTree(Samples.topology());
    json.remove("blockReason");

    TopologySnapshot old = JSON.treeToValue(json, TopologySnapshot.class);

    assertThat(old.condition()).isEqualTo(Condition.BLOCKED);
    assertThat(old.blockReason()).isNull();
  }

  @Test
  void aSpecOfAVersionThatKnewNoSynchronousReplicasIsAsynchronous() throws IOException {
    InstanceSpec spec = (InstanceSpec) Samples.all().get(0);
    ObjectNode json = JSON.valueToTree(spec);
    ((ObjectNode) json.get("highAvailability")).remove("synchronousReplicas");

    InstanceSpec old = JSON.treeToValue(json, InstanceSpec.class);

    assertThat(old).isEqualTo(spec);
    assertThat(old.highAvailability().synchronousReplicas()).isZero();
  }

  @Test
  void aMemberWhoseNodeIsTooOldToSayIsNotIntact() throws IOException {
    assertThat(reportedWithout("intact").intact()).isFalse();
  }

  @Test
  void nothingIsKnownOfTheLeaseOfAMemberWhoseNodeIsTooOldToSay() throws IOException {
    assertThat(reportedWithout("lease").lease()).isNull();
  }

  private static MemberReported reportedWithout(String field) throws IOException {
    MemberReported report =
        Samples.all().stream()
            .filter(MemberReported.class::isInstance)
            .map(MemberReported.class::cast)
            .findFirst()
            .orElseThrow();
    ObjectNode json = JSON.valueToTree(report);
    assertThat(json.remove(field)).isNotNull();
    return JSON.treeToValue(json, MemberReported.class);
  }

  @Test
  void everyTypeHasASample() {
    assertThat(Samples.all())
        .extracting(Event::type)
        .hasSameElementsAs(EventTypes.ALL.stream().map(Event::typeOf).toList());
  }
}
