package dev.understudy.localstack.demo;

import dev.understudy.contracts.Event;
import dev.understudy.contracts.decision.EpochClosed;
import dev.understudy.contracts.decision.EpochOpened;
import dev.understudy.contracts.decision.PrimaryElected;
import dev.understudy.contracts.endpoint.EndpointPublished;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.id.InstanceId;
import dev.understudy.contracts.id.Offset;
import dev.understudy.contracts.member.MemberFollowing;
import dev.understudy.contracts.member.MemberPromoted;
import dev.understudy.contracts.member.MemberReported;
import dev.understudy.localstack.api.ApiFailure;
import dev.understudy.localstack.demo.InstanceWatch.Whole;
import dev.understudy.localstack.demo.WriteLog.Gap;
import dev.understudy.localstack.events.EventTail;
import dev.understudy.localstack.events.Seen;
import dev.understudy.localstack.stack.LocalStack;
import dev.understudy.localstack.stack.StackFailure;
import dev.understudy.localstack.terminal.Style;
import dev.understudy.localstack.terminal.Terminal;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import redis.clients.jedis.exceptions.JedisException;

/** One run: write, break, watch until the instance is whole again, measure. */
final class DemoRun {

  private static final Duration STEP_TIMEOUT = Duration.ofSeconds(15);
  private static final Duration WHOLE_TIMEOUT = Duration.ofSeconds(60);
  private static final Duration REPORT_TIMEOUT = Duration.ofSeconds(3);

  /** Some seconds of calm, so that no run begins in the wake of a start or of the run before. */
  private static final int WRITES_BEFORE = 2000;

  private static final int WRITES_AFTER = 100;

  private final LocalStack stack;
  private final InstanceId instance;
  private final InstanceWatch watch;
  private final DemoOptions options;
  private final int number;
  private final Terminal terminal;
  private final EventTail events;
  private final Writer.Target target;
  private final Measurements measured = new Measurements();

  DemoRun(
      LocalStack stack,
      InstanceId instance,
      InstanceWatch watch,
      DemoOptions options,
      int number,
      Terminal terminal) {
    this.stack = stack;
    this.instance = instance;
    this.watch = watch;
    this.options = options;
    this.number = number;
    this.terminal = terminal;
    this.events = stack.events();
    this.target =
        new Writer.Target(
            stack.dns(),
            stack.endpoints().primaryName(instance.value()),
            stack.endpoints().demoPort(),
            stack.applicationPassword());
  }

  /**
   * @param before the instance before the fault
   */
  RunOutcome play(Whole before) throws InterruptedException {
    measured.primaryBefore = before.primary().member().value();
    measured.dnsBefore = resolved();
    try (RunTale tale = new RunTale(stack, terminal);
        Writer writer = Writer.start(target, number, tale)) {
      writer.awaitWrites(WRITES_BEFORE, before.address().host(), STEP_TIMEOUT);
      var prepared = new FaultInjector(stack, instance).prepare(options.fault(), before);
      List<MemberReported> reports = reports();
      Moment fault = Moment.now();
      tale.begin(fault);
      tale.tell(fault.at(), Style.BOLD, prepared.words());
      prepared.action().run();
      measure(before, reports, fault, writer);
    } catch (TimeoutException e) {
      measured.problem("the writer could not write before the fault");
    } catch (ApiFailure | StackFailure e) {
      measured.problem(e.getMessage());
    }
    return measured.outcome();
  }

  private void measure(Whole before, List<MemberReported> reports, Moment fault, Writer writer)
      throws InterruptedException {
    Optional<Seen<MemberPromoted>> promotion = steps(before.epoch().next(), fault.at());
    if (promotion.isEmpty()) {
      return;
    }
    MemberPromoted promoted = promotion.get().event();
    measured.primaryAfter = promoted.member().value();
    String newHost = promoted.address().host();
    dns(promoted, fault.at());
    new CompletionNews(stack, instance, promoted.epoch(), fault.at()).measure(measured);
    ledger(promoted);
    boolean whole = whole(promoted);
    boolean writes = writesAt(newHost, writer);
    writer.close();
    WriteLog log = writer.log();
    measured.writesAcknowledged = (long) log.acknowledged().size();
    if (writes) {
      outage(log, before.address().host(), newHost, fault.nanos());
    }
    if (whole) {
      resyncs(promoted, reports);
      lost(log, promoted);
    }
  }

  private Optional<Seen<MemberPromoted>> steps(Epoch next, Instant faultAt)
      throws InterruptedException {
    Duration patience = options.failoverTimeout().plus(STEP_TIMEOUT);
    var opened =
        await(
            EpochOpened.class,
            e -> e.instance().equals(instance) && e.epoch().equals(next),
            patience);
    opened.ifPresent(seen -> measured.detectMillis = since(faultAt, seen));
    if (opened.isEmpty()) {
      measured.problem("epoch " + next + " was not opened");
      return Optional.empty();
    }
    var promoted =
        await(
            MemberPromoted.class,
            e -> e.instance().equals(instance) && e.epoch().compareTo(next) >= 0,
            patience);
    if (promoted.isEmpty()) {
      measured.problem("no replica was promoted");
      return Optional.empty();
    }
    measured.promoteMillis = since(faultAt, promoted.get());
    Epoch epoch = promoted.get().event().epoch();
    await(
            PrimaryElected.class,
            e -> e.instance().equals(instance) && e.epoch().equals(epoch),
            patience)
        .ifPresent(seen -> measured.electMillis = since(faultAt, seen));
    return promoted;
  }

  private void dns(MemberPromoted promoted, Instant faultAt) throws InterruptedException {
    try {
      Seen<EndpointPublished> published =
          watch.awaitPublished(promoted.address(), promoted.epoch(), STEP_TIMEOUT);
      measured.dnsMillis = since(faultAt, published);
    } catch (TimeoutException e) {
      measured.problem("DNS was not updated");
    }
    measured.dnsAfter = resolved();
    if (!promoted.address().host().equals(measured.dnsAfter)) {
      measured.problem("DNS gives " + measured.dnsAfter + ", not " + promoted.address().host());
    }
  }

  /** What the decision log says that it cost. */
  private void ledger(MemberPromoted promoted) throws InterruptedException {
    Optional<EpochClosed> closed =
        await(
                EpochClosed.class,
                e -> e.instance().equals(instance) && e.epoch().equals(promoted.epoch()),
                STEP_TIMEOUT)
            .map(Seen::event);
    if (closed.isEmpty()) {
      measured.problem("epoch " + promoted.epoch() + " was not closed");
      return;
    }
    measured.ledgerOutageMillis = closed.get().measuredOutageMillis();
    measured.ledgerLossBytes = closed.get().measuredLossBytes();
    measured.ledgerDeposedOffset = value(closed.get().deposedOffset());
    measured.ledgerPromotedOffset = value(closed.get().promotedOffset());
  }

  private static Long value(Offset offset) {
    return offset == null ? null : Long.valueOf(offset.value());
  }

  private boolean whole(MemberPromoted promoted) throws InterruptedException {
    try {
      watch.awaitWhole(promoted.epoch(), WHOLE_TIMEOUT);
      return true;
    } catch (TimeoutException e) {
      measured.problem("the instance did not become whole again");
      return false;
    }
  }

  private boolean writesAt(String host, Writer writer) throws InterruptedException {
    try {
      writer.awaitWrites(WRITES_AFTER, host, STEP_TIMEOUT);
      return true;
    } catch (TimeoutException e) {
      measured.problem("the writer did not get through to " + host);
      return false;
    }
  }

  private void outage(WriteLog log, String oldHost, String newHost, long faultNanos) {
    Optional<Gap> gap =
        options.fault() == Fault.SWITCHOVER
            ? log.longestGap(faultNanos)
            : log.move(oldHost, newHost);
    gap.ifPresentOrElse(
        found -> measured.outageMillis = Measurements.millis(found.nanos()),
        () -> measured.problem("the writes did not move from " + oldHost + " to " + newHost));
  }

  private void resyncs(MemberPromoted promoted, List<MemberReported> before)
      throws InterruptedException {
    MemberReported after = reportFrom(promoted);
    List<MemberFollowing> following =
        events.seen(MemberFollowing.class).stream()
            .map(Seen::event)
            .filter(each -> each.instance().equals(instance))
            .toList();
    Resyncs resyncs =
        Resyncs.since(promoted.epoch(), following, Resyncs.last(before, promoted.member()), after);
    measured.fullResyncs = resyncs.full();
    measured.partialResyncs = resyncs.partial();
  }

  /** The new primary's next report from now on: the last replica may have come just now. */
  private MemberReported reportFrom(MemberPromoted promoted) throws InterruptedException {
    Instant now = Instant.now();
    try {
      return events
          .await(
              MemberReported.class,
              seen ->
                  seen.event().instance().equals(instance)
                      && seen.event().member().equals(promoted.member())
                      && seen.happenedAt().isAfter(now),
              REPORT_TIMEOUT)
          .event();
    } catch (TimeoutException e) {
      measured.problem("node " + promoted.node() + " doesn't report on " + promoted.member());
      return null;
    }
  }

  private void lost(WriteLog log, MemberPromoted promoted) {
    try {
      measured.writesLost =
          ReadBack.missing(
              log, number, promoted.address().host(), target.port(), target.password());
      if (measured.writesLost > 0) {
        measured.problem(measured.writesLost + " acknowledged writes were lost");
      }
    } catch (JedisException e) {
      measured.problem("the writes can't be read back: " + e.getMessage());
    }
  }

  private List<MemberReported> reports() {
    return events.seen(MemberReported.class).stream()
        .map(Seen::event)
        .filter(report -> report.instance().equals(instance))
        .toList();
  }

  private String resolved() {
    try {
      return String.join(",", stack.dns().addresses(target.name()));
    } catch (IOException e) {
      measured.problem("DNS did not answer: " + e.getMessage());
      return null;
    }
  }

  private <T extends Event> Optional<Seen<T>> await(
      Class<T> type, Predicate<T> wanted, Duration timeout) throws InterruptedException {
    try {
      return Optional.of(events.await(type, seen -> wanted.test(seen.event()), timeout));
    } catch (TimeoutException e) {
      return Optional.empty();
    }
  }

  private static long since(Instant faultAt, Seen<?> seen) {
    return Measurements.millis(faultAt, seen.happenedAt());
  }
}
