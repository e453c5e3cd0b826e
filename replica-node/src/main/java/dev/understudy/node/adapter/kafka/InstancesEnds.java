package dev.understudy.node.adapter.kafka;

import dev.understudy.node.application.Core;
import dev.understudy.node.application.ReadProgress;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Singleton;

/** Where the topic of instances ends. */
@Singleton
@Identifier(LogReader.INSTANCES)
public class InstancesEnds extends LogEnds {

  InstancesEnds(Core core, ReadProgress progress) {
    super(core, progress);
  }
}
