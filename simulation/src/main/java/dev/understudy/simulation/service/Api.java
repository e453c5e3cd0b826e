package dev.understudy.simulation.service;

import dev.understudy.contracts.secret.SecretBox;
import dev.understudy.orchestrator.application.EventSink;
import dev.understudy.orchestrator.application.Fleet;
import dev.understudy.orchestrator.application.command.AcknowledgeFailover;
import dev.understudy.orchestrator.application.command.AddReplica;
import dev.understudy.orchestrator.application.command.ChangeHighAvailability;
import dev.understudy.orchestrator.application.command.CommandLoop;
import dev.understudy.orchestrator.application.command.CommandQueue;
import dev.understudy.orchestrator.application.command.CreateInstance;
import dev.understudy.orchestrator.application.command.DeleteInstance;
import dev.understudy.orchestrator.application.command.Instances;
import dev.understudy.orchestrator.application.command.MembershipChange;
import dev.understudy.orchestrator.application.command.ReadBack;
import dev.understudy.orchestrator.application.command.RemoveReplica;
import dev.understudy.orchestrator.application.command.SpecChange;
import dev.understudy.orchestrator.application.command.SwitchPrimary;
import java.time.Clock;

/** What users of one orchestrator may ask for: its commands, without HTTP in front of them. */
public record Api(
    CreateInstance create,
    DeleteInstance delete,
    SwitchPrimary switchPrimary,
    AddReplica addReplica,
    RemoveReplica removeReplica,
    AcknowledgeFailover acknowledge,
    ChangeHighAvailability changeHighAvailability) {

  private static final String PASSWORD = "a-password-of-the-simulation";

  Api(Fleet fleet, EventSink sink, CommandLoop loop, Clock clock, SecretBox secrets) {
    this(new Parts(fleet, sink, loop), fleet, clock, secrets);
  }

  private Api(Parts parts, Fleet fleet, Clock clock, SecretBox secrets) {
    this(
        new CreateInstance(
            fleet, parts.instances, parts.readBack, parts.queue, secrets, () -> PASSWORD),
        new DeleteInstance(fleet, parts.instances, parts.readBack, parts.queue),
        new SwitchPrimary(parts.instances, parts.readBack, parts.queue, clock),
        new AddReplica(fleet, parts.instances, parts.specs, parts.memberships, parts.queue),
        new RemoveReplica(parts.instances, parts.specs, parts.memberships, parts.queue),
        new AcknowledgeFailover(parts.instances, parts.readBack, parts.queue),
        new ChangeHighAvailability(parts.instances, parts.specs, parts.queue));
  }

  /** What the commands share. */
  private static final class Parts {
    private final Instances instances;
    private final ReadBack readBack;
    private final CommandQueue queue;
    private final SpecChange specs;
    private final MembershipChange memberships;

    Parts(Fleet fleet, EventSink sink, CommandLoop loop) {
      instances = new Instances(fleet);
      readBack = new ReadBack(sink, loop);
      queue = new CommandQueue(loop);
      specs = new SpecChange(fleet, readBack);
      memberships = new MembershipChange(instances, readBack);
    }
  }
}
