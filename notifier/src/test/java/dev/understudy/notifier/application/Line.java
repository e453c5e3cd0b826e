package dev.understudy.notifier.application;

import dev.understudy.notifier.domain.Batch;
import dev.understudy.notifier.domain.Notification;
import io.smallrye.mutiny.Uni;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;

/** A channel whose answers a test decides. */
final class Line implements Channel {

  final Queue<Batch> batches = new ConcurrentLinkedQueue<>();
  final Queue<Notification> sent = new ConcurrentLinkedQueue<>();

  private final Function<Notification, Uni<String>> answer;
  private final boolean groups;
  private final boolean keepsIncidents;

  Line(Function<Notification, Uni<String>> answer) {
    this(answer, false, false);
  }

  /**
   * @param answer to a batch, by its first notification
   */
  Line(Function<Notification, Uni<String>> answer, boolean groups, boolean keepsIncidents) {
    this.answer = answer;
    this.groups = groups;
    this.keepsIncidents = keepsIncidents;
  }

  @Override
  public String name() {
    return "line";
  }

  @Override
  public boolean groups() {
    return groups;
  }

  @Override
  public boolean keepsIncidents() {
    return keepsIncidents;
  }

  @Override
  public void rehearse(Batch batch) {}

  @Override
  public Uni<String> send(Batch batch) {
    batches.add(batch);
    sent.addAll(batch.notifications());
    return answer.apply(batch.first());
  }
}
