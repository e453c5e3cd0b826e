package dev.understudy.dns;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Reads a topic and is done with its first record only when the test says so. */
@ApplicationScoped
public class HangingReader {

  private final CompletableFuture<Void> released = new CompletableFuture<>();

  @Incoming("hanging")
  CompletionStage<Void> read(ConsumerRecord<String, byte[]> record) {
    return released;
  }

  void release() {
    released.complete(null);
  }
}
