package dev.understudy.bus.tracing;

import dev.understudy.contracts.Event;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.id.InstanceId;

/**
 * Which step of which failover an event is: the same for its repetitions, and for what several
 * processes say of the same step.
 *
 * @param subject what distinguishes the steps of a kind in an epoch, e.g. a member; may be empty
 */
public record EventIdentity(InstanceId instance, Epoch epoch, String kind, String subject) {

  /** The only step of its kind in an epoch. */
  public static EventIdentity of(InstanceId instance, Epoch epoch, Class<? extends Event> kind) {
    return new EventIdentity(instance, epoch, kind.getSimpleName(), "");
  }

  /** One of several of its kind. */
  public EventIdentity about(Object what) {
    return new EventIdentity(instance, epoch, kind, what.toString());
  }
}
