package dev.understudy.simulation.people;

import dev.understudy.contracts.decision.BlockReason;
import dev.understudy.contracts.decision.EpochOpened;
import dev.understudy.contracts.id.InstanceId;
import dev.understudy.contracts.id.MemberId;
import dev.understudy.contracts.instance.HighAvailability;
import dev.understudy.contracts.instance.InstanceSpec;
import dev.understudy.contracts.instance.MemberSpec;
import dev.understudy.contracts.instance.Profile;
import dev.understudy.orchestrator.application.command.HighAvailabilityChange;
import dev.understudy.orchestrator.application.command.InstanceDraft;
import dev.understudy.orchestrator.application.command.Refusal;
import dev.understudy.simulation.check.Chronicle;
import dev.understudy.simulation.check.Invariant;
import dev.understudy.simulation.check.Violation;
import dev.understudy.simulation.core.Agenda;
import dev.understudy.simulation.core.Chance;
import dev.understudy.simulation.service.Api;
import dev.understudy.simulation.service.OrchestratorService;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Someone who uses the API of whichever orchestrator answers. Refusals are taken as they come; what
 * is confirmed must be so.
 */
public final class Operator {

  private static final long AGAIN_NANOS = 500_000_000;
  private static final List<Duration> TIMEOUTS =
      List.of(
          Duration.ofMillis(500),
          Duration.ofSeconds(2),
          Duration.ofSeconds(8),
          Duration.ofSeconds(16));

  private final Agenda agenda;
  private final List<OrchestratorService> orchestrators;
  private final Chronicle chronicle;
  private final Chance chance;
  private final InstanceId instance;
  private final int port;
  private final Consumer<Violation> found;
  private int replicas;
  private HighAvailability settings;
  private boolean wanted;

  /**
   * @param found takes what the API has broken: the futures that tell of its answers would swallow
   *     it
   */
  public Operator(
      Agenda agenda,
      List<OrchestratorService> orchestrators,
      Chronicle chronicle,
      Chance chance,
      InstanceId instance,
      int port,
      Consumer<Violation> found) {
    this.agenda = agenda;
    this.orchestrators = orchestrators;
    this.chronicle = chronicle;
    this.chance = chance;
    this.instance = instance;
    this.port = port;
    this.found = found;
  }

  /** Wants the instance, and asks for it until it is there. */
  public void wish(int wantedReplicas, HighAvailability highAvailability) {
    replicas = wantedReplicas;
    settings = highAvailability;
    wanted = true;
    agenda.in(AGAIN_NANOS, null, this::createIfMissing);
  }

  private void createIfMissing() {
    agenda.in(AGAIN_NANOS, null, this::createIfMissing);
    if (wanted && chronicle.spec() == null) {
      InstanceDraft draft =
          new InstanceDraft(
              instance, replicas, Profile.named("nano"), port, Optional.of("secret"), settings);
      ask(
          api -> api.create().run(draft),
          created -> require(chronicle.spec() != null || chronicle.lives() > 0, "not created"));
    }
  }

  public void switchPrimary(boolean force) {
    Optional<String> target =
        chance.permille(500) ? Optional.empty() : someMember().map(MemberId::value);
    ask(api -> api.switchPrimary().run(instance.value(), target, force), this::requireOpened);
  }

  /** What a human does about a failover that is blocked, having read why. */
  public void helpOut(BlockReason why) {
    if (why == BlockReason.COOLDOWN) {
      acknowledge();
    } else {
      ask(
          api -> api.switchPrimary().run(instance.value(), Optional.empty(), true),
          this::requireOpened);
    }
  }

  private void requireOpened(EpochOpened opened) {
    Chronicle.Chapter chapter = chronicle.chapters().get(opened.epoch());
    require(
        chapter != null && chapter.opened().equals(opened),
        "epoch " + opened.epoch() + " was confirmed, and isn't that of the log");
  }

  public void addReplica() {
    ask(
        api -> api.addReplica().run(instance.value(), Optional.empty(), 100),
        added ->
            require(
                isSuperseded(added.spec())
                    || chronicle.ledger().membersRevision() > added.spec().revision()
                    || chronicle.ledger().members().contains(added.member().member()),
                added.member().member() + " was added, and is no member"));
  }

  public void removeReplica() {
    Optional<MemberId> member = someMember();
    member.ifPresent(
        id ->
            ask(
                api -> api.removeReplica().run(instance.value(), id.value()),
                left ->
                    require(
                        isSuperseded(left) || chronicle.spec().member(id).isEmpty(),
                        id + " was removed, and is still there")));
  }

  private boolean isSuperseded(InstanceSpec spec) {
    return chronicle.spec() == null || chronicle.spec().revision() > spec.revision();
  }

  public void acknowledge() {
    ask(api -> api.acknowledge().run(instance.value(), "operator"), done -> {});
  }

  /** One of a few, by its number. */
  public void changeTimeout(int which) {
    Duration timeout = TIMEOUTS.get(which % TIMEOUTS.size());
    HighAvailabilityChange change =
        new HighAvailabilityChange(
            Optional.empty(),
            Optional.of(timeout),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    ask(
        api -> api.changeHighAvailability().run(instance.value(), change),
        changed ->
            require(
                isSuperseded(changed)
                    || chronicle.spec().highAvailability().failoverTimeout().equals(timeout),
                "the failover timeout was changed, and is as it was"));
  }

  /** Deletes it; it is asked for again soon. */
  public void delete() {
    int lives = chronicle.lives();
    ask(
        api -> api.delete().run(instance.value()),
        done -> require(chronicle.lives() > lives, "deleted, and still there"));
  }

  private Optional<MemberId> someMember() {
    InstanceSpec spec = chronicle.spec();
    return spec == null
        ? Optional.empty()
        : Optional.of(chance.oneOf(spec.members())).map(MemberSpec::member);
  }

  private <T> void ask(Function<Api, CompletionStage<T>> request, Consumer<T> confirmed) {
    OrchestratorService one = chance.oneOf(orchestrators);
    if (!one.actor().isAlive()) {
      return;
    }
    one.actor()
        .in(
            0,
            () -> {
              if (one.fleet().caughtUp()) {
                request.apply(one.api()).whenComplete((done, no) -> judge(done, no, confirmed));
              }
            });
  }

  private <T> void judge(T done, Throwable failure, Consumer<T> confirmed) {
    try {
      answered(done, failure, confirmed);
    } catch (Violation broken) {
      found.accept(broken);
    }
  }

  private static <T> void answered(T done, Throwable failure, Consumer<T> confirmed) {
    if (failure == null) {
      confirmed.accept(done);
      return;
    }
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    if (!(cause instanceof Refusal || cause instanceof IllegalArgumentException)) {
      throw new Violation(Invariant.API_KEEPS_WORD, "the API failed with " + cause);
    }
  }

  private static void require(boolean kept, String otherwise) {
    if (!kept) {
      throw new Violation(Invariant.API_KEEPS_WORD, otherwise);
    }
  }
}
