package dev.understudy.notifier.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.contracts.InvalidField;
import dev.understudy.contracts.id.InstanceId;
import dev.understudy.notifier.AlertNews;
import dev.understudy.notifier.News;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouteTest {

  private static Route route(
      List<String> instances, Set<Severity> severities, Set<NotificationKind> kinds) {
    List<InstanceGlob> globs =
        instances.stream().map(glob -> InstanceGlob.parse("instances", glob)).toList();
    return new Route("test", globs, severities, kinds, Set.of(), Pace.AT_ONCE);
  }

  @ParameterizedTest
  @CsvSource({
    "orders,orders,true",
    "orders,orders-2,false",
    "orders-*,orders-2,true",
    "orders-*,orders,false",
    "*,anything,true",
    "**-x,a-b-x,true",
    "a?c,abc,true",
    "a?c,ac,false",
    "*-eu,orders-us,false"
  })
  void instancesAreNamedAsInAShell(String glob, String instance, boolean matches) {
    assertThat(InstanceGlob.parse("instances", glob).matches(InstanceId.of(instance)))
        .isEqualTo(matches);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Orders", "a.c", "[ab]", "a b"})
  void whatIsNoGlobIsRefused(String glob) {
    assertThatThrownBy(() -> InstanceGlob.parse("routes.x.instances", glob))
        .isInstanceOf(InvalidField.class)
        .hasMessageStartingWith("routes.x.instances must be");
  }

  @Test
  void theDefaultTakesEverything() {
    News demo = News.of("demo");
    assertThat(List.of(demo.started(), demo.completed(), demo.failed(), demo.blocked()))
        .allMatch(Route.everything()::takes)
        .extracting(Notification::severity)
        .containsExactly(Severity.WARNING, Severity.INFO, Severity.CRITICAL, Severity.CRITICAL);
    assertThat(Route.everything().leadsTo("mail")).isTrue();
  }

  @Test
  void everyCriterionHasToFit() {
    News demo = News.of("demo");
    Route critical = route(List.of("d*"), Set.of(Severity.CRITICAL), Set.of());
    assertThat(critical.takes(demo.blocked())).isTrue();
    assertThat(critical.takes(demo.started())).isFalse();
    assertThat(critical.takes(News.of("other").blocked())).isFalse();
    Route failed = route(List.of(), Set.of(), Set.of(NotificationKind.FAILOVER_FAILED));
    assertThat(failed.takes(demo.failed())).isTrue();
    assertThat(failed.takes(demo.blocked())).isFalse();
  }

  @Test
  void whereAnIncidentIsKeptItsEndIsWanted() {
    Route critical = route(List.of("demo"), Set.of(Severity.CRITICAL), Set.of());
    News demo = News.of("demo");
    assertThat(critical.takes(demo.completed())).isFalse();
    assertThat(critical.takesOrEnds(demo.completed())).isTrue();
    assertThat(critical.takesOrEnds(demo.resumed())).isTrue();
    assertThat(critical.takesOrEnds(demo.started())).isFalse();
    assertThat(critical.takesOrEnds(News.of("other").completed())).isFalse();
  }

  @Test
  void aFailedFailoverEndsNothingAndOneThatWasResumedDoes() {
    News demo = News.of("demo");
    assertThat(demo.failed().incident().ended()).isFalse();
    assertThat(demo.blocked().incident().ended()).isFalse();
    assertThat(demo.resumed().incident().ended()).isTrue();
    assertThat(demo.failed().incident().key())
        .isEqualTo(demo.completed().incident().key())
        .isNotEqualTo(News.of("other").completed().incident().key());
  }

  @Test
  void alertsAreTakenByTheSeverityThatTheyHave() {
    AlertNews demo = AlertNews.of("demo");
    Route critical = route(List.of("d*"), Set.of(Severity.CRITICAL), Set.of());
    assertThat(critical.takes(demo.lagging())).isFalse();
    assertThat(critical.takes(demo.laggingMore())).isTrue();
    assertThat(critical.takes(demo.nobodyCouldTakeOver())).isTrue();
    assertThat(critical.takes(AlertNews.of("other").laggingMore())).isFalse();
    Route resolved = route(List.of(), Set.of(), Set.of(NotificationKind.ALERT_RESOLVED));
    assertThat(resolved.takes(demo.caughtUp())).isTrue();
    assertThat(resolved.takes(demo.lagging())).isFalse();
  }

  @Test
  void theEndOfAnAlertIsWantedWhereItsBeginningMayHaveGone() {
    AlertNews demo = AlertNews.of("demo");
    Route critical = route(List.of("demo"), Set.of(Severity.CRITICAL), Set.of());
    assertThat(critical.takesOrEnds(demo.caughtUp())).isTrue();
    assertThat(critical.takesOrEnds(demo.lagging())).isFalse();
    assertThat(critical.takesOrEnds(AlertNews.of("other").caughtUp())).isFalse();
    Route started = route(List.of(), Set.of(), Set.of(NotificationKind.FAILOVER_STARTED));
    assertThat(started.takesOrEnds(demo.caughtUp())).as("no alert ever went there").isFalse();
    assertThat(started.takesOrEnds(News.of("demo").completed())).isTrue();
    Route raised = route(List.of(), Set.of(), Set.of(NotificationKind.ALERT_RAISED));
    assertThat(raised.takesOrEnds(demo.caughtUp())).isTrue();
    assertThat(raised.takesOrEnds(News.of("demo").completed())).isFalse();
  }
}
