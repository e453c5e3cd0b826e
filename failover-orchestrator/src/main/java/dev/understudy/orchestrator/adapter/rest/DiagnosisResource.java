package dev.understudy.orchestrator.adapter.rest;

import dev.understudy.contracts.id.InstanceId;
import dev.understudy.orchestrator.adapter.rest.view.DiagnosisView;
import dev.understudy.orchestrator.application.Diagnoses;
import dev.understudy.orchestrator.application.command.Instances;
import dev.understudy.orchestrator.application.command.Refusal.NotFound;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** What is wrong with an instance, by whose word, and what would come of its primary's death. */
@Path(Api.ROOT + "/instances/{name}/diagnosis")
@Tag(name = Api.INSTANCES)
@Produces(MediaType.APPLICATION_JSON)
@NonBlocking
public class DiagnosisResource {

  private final Instances instances;
  private final Diagnoses diagnoses;

  DiagnosisResource(Instances instances, Diagnoses diagnoses) {
    this.instances = instances;
    this.diagnoses = diagnoses;
  }

  @GET
  @Operation(
      summary = "What is wrong, and what would happen if the primary died now",
      description =
          "The diagnosis of the primary with what every vantage and node says; for every replica"
              + " what keeps it from doing its part and from taking over; and for every way to die"
              + " who would take over, what would be lost and how long it would take, or why"
              + " nobody can. That part is rehearsed by the rules that decide on real failovers.")
  @APIResponseSchema(
      value = DiagnosisView.class,
      responseCode = "200",
      responseDescription = "As it is at this moment")
  @APIResponse(responseCode = "404", description = "There is none of that name")
  public Uni<DiagnosisView> show(
      @RestPath @Parameter(description = Api.NAME, example = "orders") String name) {
    InstanceId instance = instances.require(name).instance();
    return Uni.createFrom()
        .completionStage(() -> diagnoses.diagnose(instance))
        .map(
            found ->
                found
                    .map(DiagnosisView::of)
                    .orElseThrow(() -> new NotFound(instance + " was deleted meanwhile")));
  }
}
