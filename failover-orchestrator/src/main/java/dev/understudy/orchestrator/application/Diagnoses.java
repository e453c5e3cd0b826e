package dev.understudy.orchestrator.application;

import dev.understudy.contracts.id.InstanceId;
import dev.understudy.orchestrator.domain.diagnosis.InstanceDiagnosis;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Looks into instances for those who ask how they are. May be called by any thread. */
public interface Diagnoses {

  /** How the instance is now; empty if there is none of that name. */
  CompletionStage<Optional<InstanceDiagnosis>> diagnose(InstanceId instance);
}
