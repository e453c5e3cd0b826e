package dev.understudy.orchestrator.adapter.rest;

import dev.understudy.contracts.InvalidField;
import dev.understudy.contracts.instance.InstanceSpec;
import dev.understudy.orchestrator.adapter.rest.problem.FieldRule;
import dev.understudy.orchestrator.adapter.rest.request.AlertThresholdsRequest;
import dev.understudy.orchestrator.adapter.rest.view.AlertsView;
import dev.understudy.orchestrator.application.Fleet;
import dev.understudy.orchestrator.application.command.ChangeAlertThresholds;
import dev.understudy.orchestrator.application.command.Instances;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** What isn't well, and when people are told. */
@Path(Api.ROOT + "/instances/{name}/alerts")
@Tag(name = Api.INSTANCES)
@Produces(MediaType.APPLICATION_JSON)
@NonBlocking
public class AlertsResource {

  private final Fleet fleet;
  private final Instances instances;
  private final ChangeAlertThresholds change;

  AlertsResource(Fleet fleet, Instances instances, ChangeAlertThresholds change) {
    this.fleet = fleet;
    this.instances = instances;
    this.change = change;
  }

  @GET
  @Operation(summary = "The alerts that stand, and their thresholds")
  @APIResponseSchema(value = AlertsView.class, responseCode = "200")
  @APIResponse(responseCode = "404", description = "There is none of that name")
  public AlertsView show(
      @RestPath @Parameter(description = Api.NAME, example = "orders") String name) {
    return view(instances.require(name));
  }

  @PATCH
  @Operation(
      summary = "Change when people are told",
      description = "Thresholds that are left out stay as they are.")
  @APIResponseSchema(
      value = AlertsView.class,
      responseCode = "200",
      responseDescription = "The alerts that stand, and the new thresholds")
  @APIResponse(responseCode = "400", description = "A value is out of its range")
  @APIResponse(responseCode = "404", description = "There is none of that name")
  public Uni<AlertsView> change(
      @RestPath @Parameter(description = Api.NAME, example = "orders") String name,
      @NotNull(message = Api.NO_BODY) @Valid AlertThresholdsRequest request) {
    return Uni.createFrom()
        .completionStage(() -> change.run(name, request.toChange()))
        .onFailure(InvalidField.class)
        .transform(FieldRule::alone)
        .map(this::view);
  }

  private AlertsView view(InstanceSpec spec) {
    return AlertsView.of(spec, fleet.alerts(spec.instance()));
  }
}
