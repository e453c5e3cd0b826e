package dev.understudy.localstack.chaos;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.understudy.localstack.chaos.history.Violation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * All figures of one run.
 *
 * @param seed of the sequence of faults
 * @param mode {@code sync} or {@code async}
 * @param synchronousReplicas how many replicas have an acknowledged write; 0 in {@code async} mode
 * @param network what stands in for machines: namespaces, or why not
 * @param seconds how long faults were injected
 * @param faults how many, by kind
 * @param faultsMissed those that had nothing to hit, by kind
 * @param switchoversRefused requests that the API refused, by HTTP status; 0 for no answer
 * @param failovers unplanned changes of primary, by cause
 * @param switchovers planned ones
 * @param epochs how they ended, by outcome
 * @param blocked failovers that were due and did not happen at first, by reason
 * @param writesAcknowledged to applications, as the mode defines it
 * @param writesAcknowledgedByPrimary to any client, whatever the replicas said
 * @param writesLost of those acknowledged as the mode defines it
 * @param writesLostOfPrimary of those that the primary acknowledged
 * @param bytesReportedLost the sum of what closed epochs report
 * @param epochsWithUnknownLoss closed epochs that report that the loss is unknown
 * @param longestOutageMillis the longest time in which no application's write was acknowledged
 * @param slowestRecoveryMillis the longest time from the end of a round's faults until the instance
 *     was healthy, where that was awaited
 * @param healthyAfterMillis the same at the end of the run; null if it did not become healthy
 * @param violations what must not have happened
 */
@JsonPropertyOrder({"seed", "mode", "synchronousReplicas", "network", "seconds", "violations"})
public record ChaosReport(
    long seed,
    String mode,
    int synchronousReplicas,
    String network,
    long seconds,
    Map<String, Integer> faults,
    Map<String, Integer> faultsMissed,
    Map<String, Integer> switchoversRefused,
    Map<String, Integer> failovers,
    int switchovers,
    Map<String, Integer> epochs,
    Map<String, Integer> blocked,
    long writesAcknowledged,
    long writesAcknowledgedByPrimary,
    long writesLost,
    long writesLostOfPrimary,
    long bytesReportedLost,
    int epochsWithUnknownLoss,
    Long longestOutageMillis,
    long slowestRecoveryMillis,
    Long healthyAfterMillis,
    List<Violation> violations) {

  public ChaosReport {
    violations = List.copyOf(violations);
  }

  void write(Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    String json =
        JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build()
            .writeValueAsString(this);
    Files.writeString(file, json + "\n");
  }
}
