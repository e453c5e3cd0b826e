package dev.understudy.orchestrator.application;

import dev.understudy.contracts.alert.AlertRaised;
import dev.understudy.contracts.decision.Decision;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.id.InstanceId;
import dev.understudy.contracts.id.MemberId;
import dev.understudy.contracts.instance.InstanceSpec;
import dev.understudy.contracts.member.MemberQuarantined;
import dev.understudy.contracts.topology.TopologySnapshot;
import java.util.List;
import java.util.Optional;

/**
 * All instances and nodes as the topics tell them: the read side. May be called by any thread; what
 * it returns is never changed afterwards.
 */
public interface Fleet {

  /** Whether everything was read that the topics held when this orchestrator started. */
  boolean caughtUp();

  List<InstanceSpec> specs();

  Optional<InstanceSpec> spec(InstanceId instance);

  /** The newest snapshot; empty before the first. */
  Optional<TopologySnapshot> topology(InstanceId instance);

  /** The decisions of an instance that count, oldest first, leases left out. */
  List<Decision> decisions(InstanceId instance);

  /** The alerts that stand, the most urgent first. */
  List<AlertRaised> alerts(InstanceId instance);

  /** What a former primary of the instance gave up in an epoch; the newest word on it. */
  Optional<MemberQuarantined> quarantined(InstanceId instance, Epoch epoch);

  /** What permits a member to take writes, and when nothing but failsafe did. */
  LeaseStatus lease(InstanceId instance, MemberId member);

  List<NodeStatus> nodes();

  /** How many observations of probers were read too late to count, since the start. */
  long staleObservations();
}
