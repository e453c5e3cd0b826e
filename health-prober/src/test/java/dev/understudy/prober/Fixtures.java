package dev.understudy.prober;

import dev.understudy.contracts.id.InstanceId;
import dev.understudy.contracts.id.MemberId;
import dev.understudy.contracts.id.NodeId;
import dev.understudy.contracts.instance.AlertThresholds;
import dev.understudy.contracts.instance.HighAvailability;
import dev.understudy.contracts.instance.InstanceSecrets;
import dev.understudy.contracts.instance.InstanceSpec;
import dev.understudy.contracts.instance.MemberSpec;
import dev.understudy.contracts.instance.Profile;
import dev.understudy.contracts.node.NodeAnnounced;
import dev.understudy.contracts.secret.SealedSecret;
import java.time.Duration;
import java.util.Arrays;

/** Instances and nodes for tests: the members {@code demo-a} on {@code node-a}, and so on. */
public final class Fixtures {

  public static final InstanceId DEMO = InstanceId.of("demo");

  private Fixtures() {}

  public static MemberId member(String letter) {
    return MemberId.of("demo-" + letter);
  }

  public static NodeId node(String letter) {
    return NodeId.of("node-" + letter);
  }

  public static NodeAnnounced located(String letter, String address) {
    return new NodeAnnounced(node(letter), "local", letter, address, 1, 0, "redis 7.0.15");
  }

  public static InstanceSpec spec(
      int port, SealedSecret password, Duration failoverTimeout, String... letters) {
    return spec(DEMO, port, password, failoverTimeout, letters);
  }

  public static InstanceSpec spec(
      InstanceId instance,
      int port,
      SealedSecret password,
      Duration failoverTimeout,
      String... letters) {
    return new InstanceSpec(
        instance,
        1,
        port,
        Profile.named("nano"),
        Arrays.stream(letters)
            .map(l -> new MemberSpec(member(l), node(l), MemberSpec.DEFAULT_PRIORITY))
            .toList(),
        new HighAvailability(true, failoverTimeout, 0, Duration.ZERO),
        AlertThresholds.DEFAULT,
        new InstanceSecrets(password, password, password, password));
  }
}
