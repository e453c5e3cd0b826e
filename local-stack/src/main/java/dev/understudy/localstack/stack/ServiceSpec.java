package dev.understudy.localstack.stack;

import java.util.Map;

/**
 * One service to run.
 *
 * @param name e.g. {@code replica-node-a}
 * @param module whose package it runs
 * @param settings its configuration properties
 */
record ServiceSpec(String name, String module, int httpPort, Map<String, String> settings) {

  ServiceSpec {
    settings = Map.copyOf(settings);
  }
}
