package dev.understudy.localstack.chaos.history;

import java.util.List;

/**
 * What happened.
 *
 * @param writes all that were acknowledged, by whatever member
 * @param missing those of them that the last primary lacks
 * @param reigns in the order of their epochs
 * @param losses in the order of their epochs
 */
public record History(
    List<Write> writes, List<Write> missing, List<Reign> reigns, List<LossReport> losses) {

  public History {
    writes = List.copyOf(writes);
    missing = List.copyOf(missing);
    reigns = List.copyOf(reigns);
    losses = List.copyOf(losses);
  }
}
