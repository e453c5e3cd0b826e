package dev.understudy.prober.domain;

import dev.understudy.contracts.id.InstanceId;
import dev.understudy.contracts.secret.SealedSecret;
import java.time.Duration;
import java.util.List;

/**
 * An instance to be probed.
 *
 * @param targets its members whose nodes are known
 * @param password of the user that probers log in with
 */
public record Assignment(
    InstanceId instance, List<Target> targets, SealedSecret password, Duration failoverTimeout) {

  public Assignment {
    targets = List.copyOf(targets);
  }
}
