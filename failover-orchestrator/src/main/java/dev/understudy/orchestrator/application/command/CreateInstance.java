package dev.understudy.orchestrator.application.command;

import dev.understudy.contracts.id.InstanceId;
import dev.understudy.contracts.id.MemberId;
import dev.understudy.contracts.id.NodeId;
import dev.understudy.contracts.instance.AlertThresholds;
import dev.understudy.contracts.instance.InstanceSecrets;
import dev.understudy.contracts.instance.InstanceSpec;
import dev.understudy.contracts.instance.MemberSpec;
import dev.understudy.contracts.secret.SealedSecret;
import dev.understudy.contracts.secret.SecretBox;
import dev.understudy.orchestrator.application.Fleet;
import dev.understudy.orchestrator.application.command.Refusal.Conflict;
import dev.understudy.orchestrator.application.command.Refusal.Unavailable;
import dev.understudy.orchestrator.domain.history.InstanceHistory;
import dev.understudy.orchestrator.domain.naming.MemberNumbers;
import dev.understudy.orchestrator.domain.naming.NameClash;
import dev.understudy.orchestrator.domain.placement.Demand;
import dev.understudy.orchestrator.domain.placement.Placement;
import dev.understudy.orchestrator.domain.placement.PlacementResult;
import dev.understudy.orchestrator.domain.placement.PlacementResult.Placed;
import dev.understudy.orchestrator.domain.placement.PlacementResult.TooFewNodes;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;

/**
 * Creates an instance: places its members, seals its passwords, publishes its spec. Its first epoch
 * is not opened here: the orchestrator's core does that for every spec without one, so that a crash
 * in between leaves nothing half done.
 */
@ApplicationScoped
public class CreateInstance {

  private final Fleet fleet;
  private final Instances instances;
  private final ReadBack readBack;
  private final CommandQueue queue;
  private final SecretBox secretBox;
  private final PasswordSource passwords;

  public CreateInstance(
      Fleet fleet,
      Instances instances,
      ReadBack readBack,
      CommandQueue queue,
      SecretBox secretBox,
      PasswordSource passwords) {
    this.fleet = fleet;
    this.instances = instances;
    this.readBack = readBack;
    this.queue = queue;
    this.secretBox = secretBox;
    this.passwords = passwords;
  }

  /**
   * Creates it.
   *
   * @return fails with {@link Conflict} if the name is taken or there are too few nodes
   */
  public CompletionStage<CreatedInstance> run(InstanceDraft draft) {
    return queue.submit(() -> create(draft));
  }

  private CompletionStage<CreatedInstance> create(InstanceDraft draft) {
    InstanceId instance = draft.instance();
    requireFreeName(instance);
    InstanceHistory history = instances.history(instance);
    List<MemberSpec> members = members(draft, history);
    Optional<String> generated =
        draft.password().isPresent() ? Optional.empty() : Optional.of(passwords.next());
    InstanceSpec spec =
        new InstanceSpec(
            instance,
            // A name used before has a log that goes on: lower revisions would be void.
            history.highestRevision() + 1,
            draft.port(),
            draft.profile(),
            members,
            draft.highAvailability(),
            AlertThresholds.DEFAULT,
            secrets(instance, draft.password().or(() -> generated).orElseThrow()));
    return readBack
        .publish(spec, () -> fleet.spec(instance))
        .thenApply(seen -> new CreatedInstance(counted(spec, seen), generated));
  }

  /** Secrets are nobody else's, and no change of a spec changes them. */
  private static InstanceSpec counted(InstanceSpec spec, Optional<InstanceSpec> seen) {
    if (seen.isEmpty()) {
      throw new Unavailable(
          "%s was stored, but not read back within %d s; look again before you retry"
              .formatted(spec.instance(), ReadBack.PATIENCE.toSeconds()));
    }
    if (!seen.get().secrets().equals(spec.secrets())) {
      throw new Conflict(
          ConflictReason.NAME_TAKEN,
          "an instance " + spec.instance() + " was created by another request at the same moment");
    }
    return spec;
  }

  private void requireFreeName(InstanceId instance) {
    if (fleet.spec(instance).isPresent()) {
      throw new Conflict(
          ConflictReason.NAME_TAKEN, "there is an instance " + instance + " already");
    }
    List<InstanceId> existing = fleet.specs().stream().map(InstanceSpec::instance).toList();
    NameClash.of(instance, existing)
        .ifPresent(
            other -> {
              throw new Conflict(
                  ConflictReason.NAME_CLASH,
                  instance
                      + " and the existing "
                      + other
                      + " would share DNS names: an instance also owns its name followed by -ro or"
                      + " by - and a number");
            });
  }

  private List<MemberSpec> members(InstanceDraft draft, InstanceHistory history) {
    int count = 1 + draft.replicas();
    Demand demand = new Demand(draft.instance(), draft.profile().maxMemoryBytes(), draft.port());
    PlacementResult result = Placement.choose(Hosts.of(fleet), Set.of(), demand, count);
    if (result instanceof TooFewNodes tooFew) {
      throw new Conflict(ConflictReason.NOT_ENOUGH_NODES, tooFew.explanation());
    }
    List<NodeId> nodes = ((Placed) result).nodes();
    List<MemberId> ids = MemberNumbers.next(draft.instance(), history.everMembers(), count);
    return IntStream.range(0, count)
        .mapToObj(i -> new MemberSpec(ids.get(i), nodes.get(i), MemberSpec.DEFAULT_PRIORITY))
        .toList();
  }

  private InstanceSecrets secrets(InstanceId instance, String application) {
    return new InstanceSecrets(
        seal(instance, InstanceSecrets.APPLICATION_USER, application),
        seal(instance, InstanceSecrets.REPLICATION_USER, passwords.next()),
        seal(instance, InstanceSecrets.ADMIN_USER, passwords.next()),
        seal(instance, InstanceSecrets.PROBE_USER, passwords.next()));
  }

  private SealedSecret seal(InstanceId instance, String user, String password) {
    return secretBox.seal(InstanceSecrets.context(instance.value(), user), password);
  }
}
