package dev.understudy.orchestrator.adapter.rest;

import dev.understudy.contracts.instance.InstanceSpec;
import dev.understudy.orchestrator.adapter.rest.request.AddReplicaRequest;
import dev.understudy.orchestrator.adapter.rest.view.MemberView;
import dev.understudy.orchestrator.application.Fleet;
import dev.understudy.orchestrator.application.command.AddReplica;
import dev.understudy.orchestrator.application.command.AddedReplica;
import dev.understudy.orchestrator.application.command.Instances;
import dev.understudy.orchestrator.application.command.RemoveReplica;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** The replicas of one instance. */
@Path(Api.ROOT + "/instances/{name}/replicas")
@Tag(name = Api.REPLICAS, description = "More or fewer copies of an instance")
@Produces(MediaType.APPLICATION_JSON)
@NonBlocking
public class ReplicasResource {

  private final Fleet fleet;
  private final Instances instances;
  private final AddReplica add;
  private final RemoveReplica remove;

  ReplicasResource(Fleet fleet, Instances instances, AddReplica add, RemoveReplica remove) {
    this.fleet = fleet;
    this.instances = instances;
    this.add = add;
    this.remove = remove;
  }

  @GET
  @Path("/{member}")
  @Operation(summary = "One member", description = "The primary can be looked at here too.")
  @APIResponseSchema(
      value = MemberView.class,
      responseCode = "200",
      responseDescription = "As it is wanted, and as it is")
  @APIResponse(responseCode = "404", description = "There is no such instance or member")
  public MemberView show(
      @RestPath @Parameter(description = Api.NAME, example = "orders") String name,
      @RestPath @Parameter(description = "The member's name", example = "orders-2") String member) {
    InstanceSpec spec = instances.require(name);
    return MemberView.of(spec.instance(), instances.requireMember(spec, member), fleet);
  }

  @POST
  @Operation(
      summary = "One more replica",
      description = "Its name has never been used by a member of this instance before.")
  @APIResponseSchema(
      value = MemberView.class,
      responseCode = "201",
      responseDescription = "It is being created")
  @APIResponse(responseCode = "400", description = "Something in the body is not allowed")
  @APIResponse(responseCode = "404", description = "There is none of that name")
  @APIResponse(responseCode = "409", description = "No node has room, or the one asked for hasn't")
  @APIResponse(responseCode = "503", description = "The bus did not confirm in time")
  public Uni<RestResponse<MemberView>> add(
      @RestPath @Parameter(description = Api.NAME, example = "orders") String name,
      @NotNull(message = Api.NO_BODY) @Valid AddReplicaRequest request,
      UriInfo uri) {
    return Uni.createFrom()
        .completionStage(() -> add.run(name, request.wantedNode(), request.priorityOrDefault()))
        .map(added -> added(added, uri));
  }

  private RestResponse<MemberView> added(AddedReplica added, UriInfo uri) {
    return ResponseBuilder.<MemberView>created(
            uri.getAbsolutePathBuilder().path(added.member().member().value()).build())
        .entity(MemberView.of(added.spec().instance(), added.member(), fleet))
        .build();
  }

  @DELETE
  @Path("/{member}")
  @ResponseStatus(RestResponse.StatusCode.ACCEPTED)
  @Operation(summary = "Remove a replica", description = "Its process stops and its data is gone.")
  @APIResponse(responseCode = "202", description = "It is being removed")
  @APIResponse(responseCode = "404", description = "There is no such instance or member")
  @APIResponse(
      responseCode = "409",
      description =
          "It is the primary, or the only member, or the primary is just being changed, or fewer"
              + " replicas would be left than have to acknowledge a write")
  public Uni<Void> remove(
      @RestPath @Parameter(description = Api.NAME, example = "orders") String name,
      @RestPath @Parameter(description = "The replica's name", example = "orders-3")
          String member) {
    return Uni.createFrom().completionStage(() -> remove.run(name, member)).replaceWithVoid();
  }
}
