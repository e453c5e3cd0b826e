package dev.understudy.orchestrator.adapter.rest;

/** Where the API is, and what its parts are called in its description. */
final class Api {

  static final String ROOT = "/api/v1";

  static final String INSTANCES = "Instances";
  static final String REPLICAS = "Replicas";
  static final String FAILOVERS = "Failovers";
  static final String NODES = "Nodes";

  static final String NAME = "The instance's name";
  static final String NO_BODY = "must be a JSON object, {} at least";

  private Api() {}
}
