package dev.understudy.bus.log;

import dev.understudy.contracts.Event;
import dev.understudy.contracts.alert.AlertEvent;
import dev.understudy.contracts.decision.Decision;
import dev.understudy.contracts.decision.EpochClosed;
import dev.understudy.contracts.decision.EpochOpened;
import dev.understudy.contracts.decision.FailoverBlocked;
import dev.understudy.contracts.decision.LeaseRenewed;
import dev.understudy.contracts.decision.PrimaryElected;
import dev.understudy.contracts.endpoint.EndpointPublished;
import dev.understudy.contracts.health.InstanceObserved;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.id.InstanceId;
import dev.understudy.contracts.id.MemberId;
import dev.understudy.contracts.instance.InstanceSpec;
import dev.understudy.contracts.member.MemberEvent;
import dev.understudy.contracts.member.MemberFenced;
import dev.understudy.contracts.member.MemberFollowing;
import dev.understudy.contracts.notification.NotificationAttempted;
import dev.understudy.contracts.topology.TopologySnapshot;
import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import java.util.function.BiConsumer;
import org.jboss.logging.MDC;

/**
 * What a log line, or a span, is about. The keys are a promise to those who collect logs; each is
 * there only where it means something.
 *
 * <p>The lines themselves stay sentences for people: the keys are put into the logger's diagnostic
 * context (MDC) for the time of one call, and only the JSON format shows them.
 *
 * @param reason one word of a closed list, the same as in the event, the metric and the dashboard
 */
public record About(InstanceId instance, MemberId member, Epoch epoch, String reason) {

  /** About nothing in particular. */
  public static final About NOTHING = new About(null, null, null, null);

  public static About instance(InstanceId instance) {
    return new About(instance, null, null, null);
  }

  /** What an event is about; nothing for one that concerns no instance. */
  public static About event(Event event) {
    if (event instanceof Decision decision) {
      return decision(decision);
    } else if (event instanceof MemberEvent said) {
      return member(said);
    } else if (event instanceof InstanceObserved observed) {
      return instance(observed.instance()).in(observed.epoch());
    } else if (event instanceof TopologySnapshot snapshot) {
      return instance(snapshot.instance())
          .of(snapshot.primary())
          .in(snapshot.epoch())
          .because(snapshot.condition());
    } else if (event instanceof EndpointPublished endpoint) {
      return instance(endpoint.instance()).in(endpoint.epoch());
    } else if (event instanceof NotificationAttempted receipt) {
      return instance(receipt.instance()).because(receipt.outcome());
    } else if (event instanceof AlertEvent alert) {
      return instance(alert.instance()).of(alert.member()).in(alert.epoch()).because(alert.kind());
    } else if (event instanceof InstanceSpec spec) {
      return instance(spec.instance());
    }
    return NOTHING;
  }

  private static About decision(Decision decision) {
    About about = instance(decision.instance()).in(decision.epoch());
    if (decision instanceof EpochOpened opened) {
      return about.of(opened.deposed()).because(opened.cause());
    } else if (decision instanceof PrimaryElected elected) {
      return about.of(elected.member());
    } else if (decision instanceof EpochClosed closed) {
      return about.of(closed.primary()).because(closed.outcome());
    } else if (decision instanceof FailoverBlocked blocked) {
      return about.because(blocked.reason());
    } else if (decision instanceof LeaseRenewed renewal) {
      return about.of(renewal.member());
    }
    return about;
  }

  private static About member(MemberEvent event) {
    About about = instance(event.instance()).of(event.member()).in(event.epoch());
    if (event instanceof MemberFenced fenced) {
      return about.because(fenced.method());
    } else if (event instanceof MemberFollowing following) {
      return about.because(following.resync());
    }
    return about;
  }

  /** About this member of it. */
  public About of(MemberId who) {
    return new About(instance, who, epoch, reason);
  }

  /** In this epoch of it. */
  public About in(Epoch when) {
    return new About(instance, member, when, reason);
  }

  /** For this reason. */
  public About because(Enum<?> why) {
    return new About(instance, member, epoch, why.name());
  }

  /** Writes a line, or several, about this. */
  public void log(Runnable lines) {
    Context context = Vertx.currentContext();
    if (context == null || VertxContext.isDuplicatedContext(context)) {
      withKeys(lines);
    } else {
      // Quarkus keeps the MDC in duplicated contexts: elsewhere on an event loop it would be
      // dropped.
      ((ContextInternal) context).duplicate().dispatch(() -> withKeys(lines));
    }
  }

  private void withKeys(Runnable lines) {
    put(Key.INSTANCE, instance, () -> put(Key.MEMBER, member, () -> withEpoch(lines)));
  }

  private void withEpoch(Runnable lines) {
    put(Key.EPOCH, epoch, () -> put(Key.REASON, reason, lines));
  }

  private static void put(Key key, Object value, Runnable lines) {
    if (value == null) {
      lines.run();
      return;
    }
    Object before = MDC.put(key.text, value.toString());
    try {
      lines.run();
    } finally {
      if (before == null) {
        MDC.remove(key.text);
      } else {
        MDC.put(key.text, before);
      }
    }
  }

  /** Hands every key that is there to somebody else. */
  public void forEach(BiConsumer<String, String> taker) {
    give(Key.INSTANCE, instance, taker);
    give(Key.MEMBER, member, taker);
    give(Key.EPOCH, epoch, taker);
    give(Key.REASON, reason, taker);
  }

  private static void give(Key key, Object value, BiConsumer<String, String> taker) {
    if (value != null) {
      taker.accept(key.text, value.toString());
    }
  }

  private enum Key {
    INSTANCE("instance"),
    MEMBER("member"),
    EPOCH("epoch"),
    REASON("reason");

    private final String text;

    Key(String text) {
      this.text = text;
    }
  }
}
