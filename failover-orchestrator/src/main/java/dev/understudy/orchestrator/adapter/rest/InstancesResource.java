package dev.understudy.orchestrator.adapter.rest;

import dev.understudy.contracts.InvalidField;
import dev.understudy.contracts.instance.InstanceSpec;
import dev.understudy.orchestrator.adapter.rest.problem.FieldRule;
import dev.understudy.orchestrator.adapter.rest.request.CreateInstanceRequest;
import dev.understudy.orchestrator.adapter.rest.request.HighAvailabilityRequest;
import dev.understudy.orchestrator.adapter.rest.view.InstanceView;
import dev.understudy.orchestrator.application.Fleet;
import dev.understudy.orchestrator.application.command.ChangeHighAvailability;
import dev.understudy.orchestrator.application.command.CreateInstance;
import dev.understudy.orchestrator.application.command.CreatedInstance;
import dev.understudy.orchestrator.application.command.DeleteInstance;
import dev.understudy.orchestrator.application.command.Instances;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.Comparator;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** Instances: what there is, new ones, fewer, and how they are kept up. */
@Path(Api.ROOT + "/instances")
@Tag(name = Api.INSTANCES, description = "Managed Redis services")
@Produces(MediaType.APPLICATION_JSON)
@NonBlocking
public class InstancesResource {

  private final Fleet fleet;
  private final Instances instances;
  private final CreateInstance create;
  private final DeleteInstance delete;
  private final ChangeHighAvailability changeHighAvailability;

  InstancesResource(
      Fleet fleet,
      Instances instances,
      CreateInstance create,
      DeleteInstance delete,
      ChangeHighAvailability changeHighAvailability) {
    this.fleet = fleet;
    this.instances = instances;
    this.create = create;
    this.delete = delete;
    this.changeHighAvailability = changeHighAvailability;
  }

  @GET
  @Operation(summary = "All instances", description = "By name.")
  public List<InstanceView> list() {
    return fleet.specs().stream()
        .sorted(Comparator.comparing(spec -> spec.instance().value()))
        .map(this::view)
        .toList();
  }

  @GET
  @Path("/{name}")
  @Operation(summary = "One instance")
  @APIResponseSchema(
      value = InstanceView.class,
      responseCode = "200",
      responseDescription = "As it is wanted, and as it is")
  @APIResponse(responseCode = "404", description = "There is none of that name")
  public InstanceView show(
      @RestPath @Parameter(description = Api.NAME, example = "orders") String name) {
    return view(instances.require(name));
  }

  @POST
  @Operation(
      summary = "A new instance",
      description =
          "Places a primary and its replicas on nodes of their own, in as many zones as there are."
              + " Answers as soon as the wish is stored; follow the condition until it is"
              + " HEALTHY.")
  @APIResponseSchema(
      value = InstanceView.class,
      responseCode = "201",
      responseDescription = "It is being created; shows a generated password this once")
  @APIResponse(responseCode = "400", description = "Something in the body is not allowed")
  @APIResponse(responseCode = "409", description = "The name is taken, or too few nodes have room")
  @APIResponse(responseCode = "503", description = "The bus did not confirm in time")
  public Uni<RestResponse<InstanceView>> create(
      @NotNull(message = Api.NO_BODY) @Valid CreateInstanceRequest request, UriInfo uri) {
    return Uni.createFrom()
        .completionStage(() -> create.run(request.toDraft()))
        .map(created -> created(created, uri));
  }

  private RestResponse<InstanceView> created(CreatedInstance created, UriInfo uri) {
    InstanceSpec spec = created.spec();
    InstanceView view = InstanceView.of(spec, fleet, created.generatedPassword().orElse(null));
    return ResponseBuilder.<InstanceView>created(
            uri.getAbsolutePathBuilder().path(spec.instance().value()).build())
        .entity(view)
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .build();
  }

  @DELETE
  @Path("/{name}")
  @ResponseStatus(RestResponse.StatusCode.ACCEPTED)
  @Operation(
      summary = "Delete an instance",
      description = "Its members stop, its names are withdrawn, its data is gone for good.")
  @APIResponse(responseCode = "202", description = "It is being deleted")
  @APIResponse(responseCode = "404", description = "There is none of that name")
  public Uni<Void> delete(
      @RestPath @Parameter(description = Api.NAME, example = "orders") String name) {
    return Uni.createFrom().completionStage(() -> delete.run(name)).replaceWithVoid();
  }

  @PATCH
  @Path("/{name}/high-availability")
  @Operation(
      summary = "Change how an instance is kept up",
      description = "Settings that are left out stay as they are.")
  @APIResponseSchema(
      value = InstanceView.class,
      responseCode = "200",
      responseDescription = "The instance with its new settings")
  @APIResponse(responseCode = "400", description = "A value is out of its range")
  @APIResponse(responseCode = "404", description = "There is none of that name")
  public Uni<InstanceView> changeHighAvailability(
      @RestPath @Parameter(description = Api.NAME, example = "orders") String name,
      @NotNull(message = Api.NO_BODY) @Valid HighAvailabilityRequest request) {
    return Uni.createFrom()
        .completionStage(() -> changeHighAvailability.run(name, request.toChange("")))
        .onFailure(InvalidField.class)
        .transform(FieldRule::alone)
        .map(this::view);
  }

  private InstanceView view(InstanceSpec spec) {
    return InstanceView.of(spec, fleet);
  }
}
