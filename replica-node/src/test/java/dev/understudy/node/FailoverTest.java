package dev.understudy.node;

import dev.understudy.node.harness.LocalEngines;

/** With the engine of this machine. */
class FailoverTest extends FailoverScenarios {

  FailoverTest() {
    super(new LocalEngines());
  }
}
