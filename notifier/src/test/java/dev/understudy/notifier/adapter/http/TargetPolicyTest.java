package dev.understudy.notifier.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TargetPolicyTest {

  private static final TargetPolicy STRICT = new TargetPolicy(false);
  private static final TargetPolicy LOCAL = new TargetPolicy(true);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.8.9.10",
        "127.1",
        "2130706433",
        "::1",
        "::ffff:127.0.0.1",
        "::127.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "169.254.1.1",
        "fe80::1"
      })
  void localOnesAreRefusedUnlessAllowed(String address) throws UnknownHostException {
    assertThat(STRICT.refusal(InetAddress.getByName(address))).isPresent();
    assertThat(LOCAL.refusal(InetAddress.getByName(address))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "169.254.169.254",
        "::ffff:169.254.169.254",
        "64:ff9b::a9fe:a9fe",
        "2002:a9fe:a9fe::1",
        "169.254.170.2",
        "fd00:ec2::254",
        "100.100.100.200",
        "168.63.129.16",
        "0.0.0.0",
        "0.1.2.3",
        "::",
        "224.0.0.1",
        "239.255.255.250",
        "ff02::1",
        "240.0.0.1",
        "255.255.255.255"
      })
  void someAreAlwaysRefused(String address) throws UnknownHostException {
    assertThat(STRICT.refusal(InetAddress.getByName(address))).isPresent();
    assertThat(LOCAL.refusal(InetAddress.getByName(address))).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10.0.0.1",
        "172.16.3.4",
        "192.168.1.1",
        "fd12:3456::1",
        "203.0.113.5",
        "2001:db8::1",
        "64:ff9b::cb00:7105"
      })
  void privateAndPublicNetworksAreAllowed(String address) throws UnknownHostException {
    assertThat(STRICT.refusal(InetAddress.getByName(address))).isEmpty();
  }
}
