package dev.understudy.node.application;

import dev.understudy.bus.log.About;
import dev.understudy.contracts.id.Address;
import dev.understudy.contracts.id.InstanceId;
import dev.understudy.contracts.instance.InstanceSpec;
import dev.understudy.node.domain.Member;
import dev.understudy.node.domain.MemberIdentity;
import dev.understudy.node.domain.Standing;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Members come and go: their runners, processes and folders. */
public final class Recruiter {

  private static final Logger LOG = Logger.getLogger(Recruiter.class);

  private final Hosting hosting;
  private final Core core;
  private final Ports ports;
  private final Function<InstanceSpec, EngineSettings.Passwords> passwords;
  private final Supplier<String> renewalIds;

  /** A new runner, and the process that it begins with. */
  record Recruit(MemberRunner runner, Optional<EngineProcess> found) {}

  public Recruiter(
      Hosting hosting,
      Core core,
      Ports ports,
      Function<InstanceSpec, EngineSettings.Passwords> passwords,
      Supplier<String> renewalIds) {
    this.hosting = hosting;
    this.core = core;
    this.ports = ports;
    this.passwords = passwords;
    this.renewalIds = renewalIds;
  }

  /** A runner for a member that has none. */
  CompletionStage<Recruit> recruit(MemberIdentity id, InstanceSpec spec, Runnable hurry) {
    EngineSettings settings;
    try {
      settings = settings(id, spec);
    } catch (IllegalArgumentException e) {
      return CompletableFuture.failedFuture(e);
    }
    return core.blocking(() -> new Left(ports.folders().standing(id), ports.processes().find(id)))
        .thenApplyAsync(left -> hire(settings, spec, left, hurry), core);
  }

  private record Left(Standing standing, Optional<EngineProcess> process) {}

  private Recruit hire(EngineSettings settings, InstanceSpec spec, Left left, Runnable hurry) {
    Member member =
        new Member(
            settings.id(),
            left.standing(),
            hosting.timings(),
            spec.highAvailability().failoverTimeout(),
            renewalIds,
            core.now());
    member.settings(spec.highAvailability().failoverTimeout(), settings.tuning());
    MemberRunner runner = new MemberRunner(core, ports, settings, member, hurry);
    ports.telemetry().hosts(settings.id(), runner);
    About.instance(settings.id().instance())
        .of(settings.id().member())
        .log(() -> LOG.infof("%s: hosted at %s", settings.id(), settings.address()));
    return new Recruit(runner, left.process());
  }

  void instruct(MemberRunner runner, InstanceSpec spec) {
    MemberIdentity id = runner.settings().id();
    try {
      runner.settings(settings(id, spec), spec.highAvailability().failoverTimeout());
    } catch (IllegalArgumentException e) {
      About.instance(id.instance())
          .of(id.member())
          .log(() -> LOG.errorf("%s goes on with its former settings: %s", id, e.getMessage()));
    }
  }

  /** Ends a member's engine and deletes its data. */
  CompletionStage<Void> dismiss(MemberRunner runner) {
    MemberIdentity id = runner.settings().id();
    About.instance(id.instance()).of(id.member()).log(() -> LOG.infof("%s: removed", id));
    ports.telemetry().hostsNoMore(id);
    return runner.stop().thenComposeAsync(stopped -> delete(id), core);
  }

  /** Ends and deletes what is left of an instance's members that don't belong here any more. */
  CompletionStage<Void> forgetFormer(InstanceId instance, Optional<MemberIdentity> present) {
    return core.blocking(
        () -> {
          for (MemberIdentity id : ports.folders().found()) {
            if (id.instance().equals(instance) && !present.equals(Optional.of(id))) {
              ports.processes().find(id).ifPresent(EngineProcess::kill);
              ports.folders().delete(id);
            }
          }
          return null;
        });
  }

  private CompletionStage<Void> delete(MemberIdentity id) {
    return core.blocking(
        () -> {
          ports.folders().delete(id);
          return null;
        });
  }

  /**
   * Ends engines of instances that nobody ever mentioned. Their data is kept: the topic may have
   * been lost.
   */
  void dismissStrays(Set<InstanceId> known) {
    Set<InstanceId> mentioned = Set.copyOf(known);
    core.blocking(() -> endStrays(mentioned))
        .whenComplete(
            (strays, failure) -> {
              if (failure != null) {
                LOG.error("members without an instance could not be put away", failure);
              } else if (!strays.isEmpty()) {
                LOG.warnf("members without an instance were stopped and put away: %s", strays);
              }
            });
  }

  private List<MemberIdentity> endStrays(Set<InstanceId> mentioned) throws IOException {
    List<MemberIdentity> strays =
        ports.folders().found().stream().filter(id -> !mentioned.contains(id.instance())).toList();
    for (MemberIdentity id : strays) {
      ports.processes().find(id).ifPresent(EngineProcess::kill);
      ports.folders().setAside(id);
    }
    return strays;
  }

  private EngineSettings settings(MemberIdentity id, InstanceSpec spec) {
    return new EngineSettings(
        id,
        new Address(hosting.address(), spec.port()),
        spec.profile().maxMemoryBytes(),
        spec.highAvailability().synchronousReplicas(),
        passwords.apply(spec));
  }
}
