package dev.understudy.node.application;

/** What members are run with. */
public record Ports(
    EngineProcesses processes,
    EngineLinks links,
    MemberFolders folders,
    Salvages salvages,
    DatasetComparison comparison,
    Outbox outbox,
    Telemetry telemetry) {}
