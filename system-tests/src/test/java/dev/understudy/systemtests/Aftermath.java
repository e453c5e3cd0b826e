package dev.understudy.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.understudy.contracts.Event;
import dev.understudy.contracts.decision.EpochClosed;
import dev.understudy.contracts.decision.EpochOpened;
import dev.understudy.contracts.decision.EpochOutcome;
import dev.understudy.contracts.decision.Evidence;
import dev.understudy.contracts.decision.PrimaryElected;
import dev.understudy.contracts.decision.RejectedCandidate;
import dev.understudy.contracts.decision.Timeline;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.id.MemberId;
import dev.understudy.contracts.topology.TopologyMember;
import dev.understudy.localstack.demo.InstanceWatch.Whole;
import dev.understudy.localstack.stack.LocalStack;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * What must be true after a change of primary, whatever caused it: checked for data, DNS, mail,
 * webhook and decision log. What is particular to a cause, its test checks on this.
 */
record Aftermath(
    Whole before,
    Whole after,
    EpochOpened opened,
    PrimaryElected elected,
    EpochClosed closed,
    News news) {

  private static final int WRITES_AFTER = 50;

  /**
   * Waits until another member is the primary and the instance is whole again, and checks all.
   *
   * @param application has written all the while; it is stopped
   */
  static Aftermath of(LocalStack stack, ManagedRedis redis, Application application, Whole before)
      throws InterruptedException {
    Whole after = redis.awaitWhole(before.epoch().next());
    assertThat(after.primary().member())
        .as("the new primary of %s", redis.id())
        .isNotEqualTo(before.primary().member());
    checkData(application, before, after);
    checkDns(stack, redis, after);
    DecisionLog log = DecisionLog.of(redis.id(), stack.events().seen(Event.class));
    Epoch epoch = after.epoch();
    Aftermath aftermath =
        new Aftermath(
            before,
            after,
            only(log.all(EpochOpened.class, epoch)),
            only(log.all(PrimaryElected.class, epoch)),
            only(log.all(EpochClosed.class, epoch)),
            News.await(stack, News.COMPLETED, redis.id(), epoch));
    aftermath.checkDecisions();
    aftermath.checkNews(stack, redis);
    aftermath.checkApi(stack, redis);
    checkInvariants(stack, redis);
    return aftermath;
  }

  private static void checkData(Application application, Whole before, Whole after)
      throws InterruptedException {
    application.awaitWrites(WRITES_AFTER, after.address().host());
    application.close();
    assertThat(application.missingAt(after.address().host()))
        .as("acknowledged writes that the new primary lacks")
        .isZero();
    assertThat(List.of(before.address().host(), after.address().host()))
        .as("the primaries, in their order, against those that acknowledged writes")
        .containsSubsequence(application.hosts());
  }

  private static void checkDns(LocalStack stack, ManagedRedis redis, Whole after) {
    String primaryHost = after.address().host();
    List<String> replicaHosts = after.replicas().stream().map(m -> m.address().host()).toList();
    awaitAddresses(stack, redis.primaryName(), List.of(primaryHost));
    awaitAddresses(stack, redis.readersName(), replicaHosts);
    for (TopologyMember member : members(after)) {
      awaitAddresses(stack, redis.memberName(member), List.of(member.address().host()));
    }
  }

  private static List<TopologyMember> members(Whole whole) {
    return Stream.concat(Stream.of(whole.primary()), whole.replicas().stream()).toList();
  }

  private static void awaitAddresses(LocalStack stack, String name, List<String> addresses) {
    await()
        .atMost(ManagedRedis.PATIENCE)
        .ignoreExceptions()
        .untilAsserted(
            () ->
                assertThat(stack.dns().addresses(name))
                    .as("the addresses of %s", name)
                    .containsExactlyInAnyOrderElementsOf(addresses));
  }

  private static <T> T only(List<T> counting) {
    assertThat(counting).as("decisions of a kind that count in the epoch").hasSize(1);
    return counting.get(0);
  }

  private void checkDecisions() {
    MemberId deposed = before.primary().member();
    assertThat(opened.deposed()).isEqualTo(deposed);
    assertThat(opened.evidence()).as("the evidence of %s", opened).isNotEmpty();
    assertThat(elected.member()).isEqualTo(after.primary().member());
    assertThat(elected.address()).isEqualTo(after.address());
    assertThat(elected.rejected())
        .as("everyone not elected has a reason")
        .extracting(RejectedCandidate::member)
        .containsExactlyInAnyOrderElementsOf(
            after.replicas().stream().map(TopologyMember::member).toList());
    assertThat(closed.outcome()).isEqualTo(EpochOutcome.COMPLETED);
    assertThat(closed.cause()).isEqualTo(opened.cause());
    assertThat(closed.primary()).isEqualTo(elected.member());
    assertThat(closed.deposed()).isEqualTo(deposed);
    Timeline timeline = closed.timeline();
    assertThat(steps(timeline)).as("%s", timeline).doesNotContainNull().isSorted();
  }

  private static List<Instant> steps(Timeline timeline) {
    return Stream.of(
            timeline.suspectedAt(),
            timeline.openedAt(),
            timeline.electedAt(),
            timeline.promotedAt(),
            timeline.closedAt())
        .toList();
  }

  private void checkNews(LocalStack stack, ManagedRedis redis) throws InterruptedException {
    JsonNode data = news.data();
    assertThat(data.path("cause").asText()).isEqualTo(opened.cause().name());
    assertThat(data.path("primaryBefore").asText()).isEqualTo(opened.deposed().value());
    assertThat(data.path("primaryAfter").asText()).isEqualTo(elected.member().value());
    assertThat(news.mail().subject())
        .contains(redis.id().value(), "completed", elected.member().value());
    News started = News.await(stack, News.STARTED, redis.id(), opened.epoch());
    assertThat(started.mail().subject()).contains(redis.id().value(), "started");
  }

  /** The same story, as a user of the API reads it. */
  private void checkApi(LocalStack stack, ManagedRedis redis) {
    JsonNode newest = stack.api().failovers(redis.id().value()).path(0);
    assertThat(newest.path("epoch").asLong()).isEqualTo(after.epoch().value());
    assertThat(newest.path("outcome").asText()).isEqualTo(EpochOutcome.COMPLETED.name());
    assertThat(newest.path("primary").asText()).isEqualTo(elected.member().value());
    assertThat(newest.path("cause").asText()).isEqualTo(opened.cause().name());
    assertThat(number(newest, "measuredLossBytes")).isEqualTo(closed.measuredLossBytes());
    assertThat(number(newest, "measuredOutageMillis")).isEqualTo(closed.measuredOutageMillis());
    assertThat(newest.path("promotedOffset").asLong()).isEqualTo(closed.promotedOffset().value());
  }

  /** Null if it is left out. */
  private static Long number(JsonNode of, String field) {
    return of.has(field) ? Long.valueOf(of.path(field).asLong()) : null;
  }

  static void checkInvariants(LocalStack stack, ManagedRedis redis) {
    assertThat(Invariants.violations(redis.id(), stack.events().seen(Event.class)))
        .as("violated invariants of %s", redis.id())
        .isEmpty();
  }

  /** What one of the witnesses of the opened epoch said, e.g. {@code node a}. */
  List<String> statementsOf(String source) {
    return opened.evidence().stream()
        .filter(each -> each.source().equals(source))
        .map(Evidence::statement)
        .toList();
  }

  /** How many vantages spoke against the old primary. */
  long vantagesAgainst() {
    return opened.evidence().stream().filter(e -> e.source().startsWith("vantage ")).count();
  }
}
