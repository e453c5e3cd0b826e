package dev.understudy.localstack.chaos.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.localstack.chaos.network.Cut.From;
import dev.understudy.localstack.stack.Place;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FirewallTest {

  private static final Place B = Place.ALL.get(1);
  private static final int KAFKA = 20_092;

  @Test
  void withoutCutsNothingIsDropped() {
    assertThat(Firewall.rules(Set.of(), KAFKA)).isEqualTo("*filter\n:CHAOS - [0:0]\nCOMMIT\n");
  }

  @Test
  void betweenHostsBothWhoOpenedAndWhoAcceptedIsCutOff() {
    assertThat(Firewall.rules(Set.of(new Cut(B, From.HOSTS)), KAFKA))
        .isEqualTo(
            """
            *filter
            :CHAOS - [0:0]
            -A CHAOS -m connmark --mark 2 -m conntrack --ctorigdst 127.0.1.1 -j DROP
            -A CHAOS -m connmark --mark 1 -m conntrack --ctorigdst 127.0.1.2 -j DROP
            -A CHAOS -m connmark --mark 2 -m conntrack --ctorigdst 127.0.1.3 -j DROP
            -A CHAOS -m connmark --mark 3 -m conntrack --ctorigdst 127.0.1.2 -j DROP
            COMMIT
            """);
  }

  @Test
  void oneWayOnlyWhatTheHostSendsIsLost() {
    assertThat(Firewall.rules(Set.of(new Cut(B, From.HOSTS_ONE_WAY)), KAFKA))
        .contains("--mark 2 -m conntrack --ctorigdst 127.0.1.1 --ctdir ORIGINAL -j DROP")
        .contains("--mark 1 -m conntrack --ctorigdst 127.0.1.2 --ctdir REPLY -j DROP");
  }

  @Test
  void theBusIsCutOffByItsPort() {
    assertThat(Firewall.rules(Set.of(new Cut(B, From.BUS)), KAFKA))
        .isEqualTo(
            """
            *filter
            :CHAOS - [0:0]
            -A CHAOS -m connmark --mark 2 -m conntrack --ctorigdst 127.0.0.1 --ctorigdstport 20092 -j DROP
            COMMIT
            """);
    assertThat(Firewall.rules(Set.of(new Cut(B, From.ALL)), KAFKA))
        .contains("--ctorigdstport 20092", "--ctorigdst 127.0.1.1", "--ctorigdst 127.0.1.3");
  }
}
