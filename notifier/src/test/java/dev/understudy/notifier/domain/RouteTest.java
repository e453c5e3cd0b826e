package dev.understudy.notifier.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.contracts.InvalidField;
import dev.understudy.contracts.id.InstanceId;
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
    assertThat(demo.failed().endsIncident()).isFalse();
    assertThat(demo.blocked().endsIncident()).isFalse();
    assertThat(demo.resumed().endsIncident()).isTrue();
    assertThat(demo.failed().incident())
        .isEqualTo(demo.completed().incident())
        .isNotEqualTo(News.of("other").completed().incident());
  }
}
