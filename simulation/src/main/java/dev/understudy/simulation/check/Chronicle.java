package dev.understudy.simulation.check;

import dev.understudy.contracts.Topics;
import dev.understudy.contracts.decision.BlockReason;
import dev.understudy.contracts.decision.Decision;
import dev.understudy.contracts.decision.DecisionLedger;
import dev.understudy.contracts.decision.EpochClosed;
import dev.understudy.contracts.decision.EpochOpened;
import dev.understudy.contracts.decision.FailoverBlocked;
import dev.understudy.contracts.decision.PrimaryElected;
import dev.understudy.contracts.decision.Verdict;
import dev.understudy.contracts.endpoint.EndpointKind;
import dev.understudy.contracts.endpoint.EndpointPublished;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.id.MemberId;
import dev.understudy.contracts.id.Offset;
import dev.understudy.contracts.instance.InstanceSpec;
import dev.understudy.contracts.member.MemberEvent;
import dev.understudy.contracts.member.MemberReported;
import dev.understudy.contracts.member.MemberRole;
import dev.understudy.simulation.bus.BusRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * What really stands in the log, seen at the moment when it is appended: the truth that the checks
 * hold everybody to.
 */
public final class Chronicle {

  /** One epoch, with when it was opened and closed, in world time. */
  public static final class Chapter {
    private final EpochOpened opened;
    private final long openedNanos;
    private PrimaryElected elected;
    private long closedNanos = -1;
    private boolean acknowledged;
    private Offset knownOffset = Offset.ZERO;
    private long knownNanos;

    Chapter(EpochOpened opened, long openedNanos) {
      this.opened = opened;
      this.openedNanos = openedNanos;
      this.knownNanos = openedNanos;
    }

    public EpochOpened opened() {
      return opened;
    }

    public long openedNanos() {
      return openedNanos;
    }

    /** Null before. */
    public PrimaryElected elected() {
      return elected;
    }

    /** -1 before. */
    public long closedNanos() {
      return closedNanos;
    }

    public boolean acknowledged() {
      return acknowledged;
    }

    /** How far its primary came, as its node told the bus before the next primary was elected. */
    public Offset knownOffset() {
      return knownOffset;
    }

    /** When that was told. */
    public long knownNanos() {
      return knownNanos;
    }
  }

  private final LongSupplier nowNanos;
  private final Costs costs;
  private final DecisionLedger ledger = new DecisionLedger();
  private final TreeMap<Epoch, Chapter> chapters = new TreeMap<>();
  private final List<FailoverBlocked> blocks = new ArrayList<>();
  private final List<Consumer<Decision>> watchers = new ArrayList<>();
  private final List<Consumer<MemberEvent>> listeners = new ArrayList<>();
  private final Set<MemberId> everMembers = new HashSet<>();
  private InstanceSpec spec;
  private Duration longestTimeout = Duration.ZERO;
  private EndpointPublished published;
  private int lives;
  private Epoch epochBeforeThisLife = Epoch.NONE;

  public Chronicle(LongSupplier nowNanos) {
    this.nowNanos = nowNanos;
    this.costs = new Costs(this, nowNanos);
  }

  /** Sees every decision that counts. */
  public void watch(Consumer<Decision> watcher) {
    watchers.add(watcher);
  }

  /** Hears every word of a node. */
  void listen(Consumer<MemberEvent> listener) {
    listeners.add(listener);
  }

  /** A record of the instance was appended. */
  public void read(BusRecord record) {
    if (record.topic().equals(Topics.INSTANCES)) {
      learn(record);
      return;
    }
    if (record.event().isEmpty()) {
      return;
    }
    costs.appended(record.event().get());
    if (record.event().get() instanceof MemberEvent word) {
      listeners.forEach(listener -> listener.accept(word));
    }
    if (record.event().get() instanceof Decision decision) {
      if (ledger.read(record.offset(), decision) == Verdict.COUNTS) {
        note(decision);
        costs.decided(decision);
        watchers.forEach(watcher -> watcher.accept(decision));
        everMembers.addAll(ledger.members());
      }
    } else if (record.event().get() instanceof MemberReported report) {
      note(report);
    } else if (record.event().get() instanceof EndpointPublished endpoint) {
      boolean newer = published == null || endpoint.epoch().isAfter(published.epoch());
      if (endpoint.kind() == EndpointKind.PRIMARY && newer) {
        published = endpoint.addresses().isEmpty() ? null : endpoint;
      }
    }
  }

  private void note(MemberReported report) {
    Chapter chapter = chapters.get(report.epoch());
    boolean open =
        chapters.tailMap(report.epoch(), false).values().stream()
            .allMatch(later -> later.elected() == null);
    boolean byPrimary =
        chapter != null
            && chapter.elected() != null
            && chapter.elected().member().equals(report.member())
            && report.role() == MemberRole.PRIMARY;
    if (open && byPrimary) {
      chapter.knownNanos = nowNanos.getAsLong();
      chapter.knownOffset =
          report.offset().compareTo(chapter.knownOffset) > 0
              ? report.offset()
              : chapter.knownOffset;
    }
  }

  private void learn(BusRecord record) {
    if (record.event().isEmpty()) {
      spec = null;
      longestTimeout = Duration.ZERO;
      published = null;
      lives++;
      everMembers.clear();
      epochBeforeThisLife = ledger.epoch();
    } else if (record.event().get() instanceof InstanceSpec newest) {
      spec = newest.supersedes(spec) ? newest : spec;
      Duration timeout = spec.highAvailability().failoverTimeout();
      longestTimeout = timeout.compareTo(longestTimeout) > 0 ? timeout : longestTimeout;
    }
  }

  private void note(Decision decision) {
    if (decision instanceof EpochOpened opened) {
      chapters.put(opened.epoch(), new Chapter(opened, nowNanos.getAsLong()));
      return;
    }
    Chapter chapter = chapters.get(decision.epoch());
    if (decision instanceof PrimaryElected elected) {
      chapter.elected = elected;
    } else if (decision instanceof EpochClosed) {
      chapter.closedNanos = nowNanos.getAsLong();
    } else if (decision instanceof FailoverBlocked blocked) {
      blocks.add(blocked);
    } else if (decision instanceof dev.understudy.contracts.decision.FailoverAcknowledged) {
      chapter.acknowledged = true;
    }
  }

  /** The world's own time. */
  long nowNanos() {
    return nowNanos.getAsLong();
  }

  public DecisionLedger ledger() {
    return ledger;
  }

  /** The epochs so far, the lowest first. */
  public TreeMap<Epoch, Chapter> chapters() {
    return chapters;
  }

  /** What stands on record of the present epoch's being blocked for a reason. */
  public Optional<FailoverBlocked> blocked(BlockReason reason) {
    return blocks.stream()
        .filter(b -> b.epoch().equals(ledger.epoch()) && b.reason() == reason)
        .findFirst();
  }

  /** The wanted instance; null if it was deleted. */
  public InstanceSpec spec() {
    return spec;
  }

  /** The longest failover timeout that the instance has had in this life. */
  public Duration longestTimeout() {
    return longestTimeout;
  }

  /** Whoever was a member since the instance was made. */
  public Set<MemberId> everMembers() {
    return everMembers;
  }

  /** The epoch in which the instance was deleted last; none if it never was. */
  public Epoch lastEpochBeforeThisLife() {
    return epochBeforeThisLife;
  }

  /** How often the instance was deleted. */
  public int lives() {
    return lives;
  }

  /** What was told of the primary's name last; null: nothing, or that it is withdrawn. */
  public EndpointPublished published() {
    return published;
  }
}
