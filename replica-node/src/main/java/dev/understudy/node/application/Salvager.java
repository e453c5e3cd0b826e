package dev.understudy.node.application;

import dev.understudy.node.domain.Comparison;
import dev.understudy.node.domain.Kept;
import dev.understudy.node.domain.Member;
import dev.understudy.node.domain.SalvageStep;
import java.util.concurrent.CompletionException;

/** Carries out the steps of one member's quarantine. */
final class Salvager {

  private final Core core;
  private final Ports ports;
  private final Member member;
  private final Runnable done;

  /**
   * @param done called when the member has been told what came of a step
   */
  Salvager(Core core, Ports ports, Member member, Runnable done) {
    this.core = core;
    this.ports = ports;
    this.member = member;
    this.done = done;
  }

  void run(SalvageStep step, EngineSettings settings) {
    if (step instanceof SalvageStep.Keep keep) {
      ports
          .salvages()
          .keep(member.id(), keep.led())
          .whenCompleteAsync((path, failure) -> kept(path, failure), core);
    } else if (step instanceof SalvageStep.Compare compare) {
      ports
          .comparison()
          .compare(settings, compare.successor(), compare.limit())
          .whenCompleteAsync((found, failure) -> compared(found, failure), core);
    }
  }

  private void kept(String path, Throwable failure) {
    member.kept(
        failure == null
            ? Kept.at(path)
            : Kept.not("the snapshot could not be put aside: " + words(failure)));
    done.run();
  }

  private void compared(Comparison found, Throwable failure) {
    member.compared(
        failure == null
            ? found
            : Comparison.not("the keys could not be compared: " + words(failure)));
    done.run();
  }

  private static String words(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    return cause.getMessage() == null ? cause.toString() : cause.getMessage();
  }
}
