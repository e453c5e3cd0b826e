package dev.understudy.node.domain;

import dev.understudy.contracts.decision.PrimaryElected;
import dev.understudy.contracts.id.Address;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.id.MemberId;
import dev.understudy.contracts.id.Offset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Who was elected when, and where each began: what histories of one instance have in common.
 *
 * @param reigns those that the log tells of, oldest first
 */
public record Succession(List<Reign> reigns) {

  public static final Succession NONE = new Succession(List.of());

  public Succession {
    reigns = List.copyOf(reigns);
  }

  /**
   * One election.
   *
   * @param begins where the primary joined: it has nothing that others wrote beyond that
   * @param forced whether a human asked for it, so that its data may come from anywhere
   */
  public record Reign(
      Epoch epoch, MemberId primary, Address address, Offset begins, boolean forced) {}

  /** With the next election. */
  public Succession plus(PrimaryElected elected, boolean forced) {
    List<Reign> longer = new ArrayList<>(reigns);
    longer.add(
        new Reign(elected.epoch(), elected.member(), elected.address(), elected.offset(), forced));
    return new Succession(longer);
  }

  /** The newest election; empty before the first. */
  Optional<Reign> newest() {
    return reigns.isEmpty() ? Optional.empty() : Optional.of(reigns.get(reigns.size() - 1));
  }

  /** The last election of a member, up to this epoch; empty if it never had one. */
  Optional<Reign> of(MemberId member, Epoch upTo) {
    return reigns.stream()
        .filter(reign -> reign.primary().equals(member) && !reign.epoch().isAfter(upTo))
        .reduce((earlier, later) -> later);
  }

  /**
   * How far what was written in a reign is part of the newest one's history: where the first others
   * began after it. Whoever was forced may have nothing of it. Empty: nobody else came after it.
   */
  Optional<Offset> sharedUpTo(Reign own) {
    return reigns.stream()
        .filter(reign -> reign.epoch().isAfter(own.epoch()))
        .filter(reign -> !reign.primary().equals(own.primary()))
        .map(reign -> lower(reign.begins(), reign.forced() ? own.begins() : reign.begins()))
        .min(Offset::compareTo);
  }

  private static Offset lower(Offset a, Offset b) {
    return a.compareTo(b) < 0 ? a : b;
  }
}
