package dev.understudy.orchestrator.application;

import dev.understudy.contracts.Event;
import dev.understudy.contracts.id.InstanceId;
import java.util.concurrent.CompletionStage;

/** Where the orchestrator's events go. Never blocks; may be called by any thread. */
public interface EventSink {

  /** Publishes; completes when the bus has stored the event, fails when it is given up. */
  CompletionStage<Void> publish(Event event);

  /** Forgets an instance's spec: every service lets go of it. */
  CompletionStage<Void> deleteInstance(InstanceId instance);
}
