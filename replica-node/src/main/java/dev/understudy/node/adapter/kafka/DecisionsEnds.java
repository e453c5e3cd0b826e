package dev.understudy.node.adapter.kafka;

import dev.understudy.node.application.Core;
import dev.understudy.node.application.ReadProgress;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Singleton;

/** Where the topic of decisions ends. */
@Singleton
@Identifier(LogReader.DECISIONS)
public class DecisionsEnds extends LogEnds {

  DecisionsEnds(Core core, ReadProgress progress) {
    super(core, progress);
  }
}
