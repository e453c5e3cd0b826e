package dev.understudy.orchestrator.adapter.rest;

import dev.understudy.contracts.decision.EpochOpened;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.orchestrator.adapter.rest.request.AcknowledgementRequest;
import dev.understudy.orchestrator.adapter.rest.request.SwitchoverRequest;
import dev.understudy.orchestrator.adapter.rest.view.AcknowledgementView;
import dev.understudy.orchestrator.adapter.rest.view.FailoverView;
import dev.understudy.orchestrator.adapter.rest.view.SwitchoverView;
import dev.understudy.orchestrator.application.command.AcknowledgeFailover;
import dev.understudy.orchestrator.application.command.Instances;
import dev.understudy.orchestrator.application.command.Refusal.NotFound;
import dev.understudy.orchestrator.application.command.SwitchPrimary;
import dev.understudy.orchestrator.domain.history.Failover;
import dev.understudy.orchestrator.domain.history.InstanceHistory;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Link;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** Changes of primary of one instance: those that were, and those that someone asks for. */
@Path(Api.ROOT + "/instances/{name}")
@Tag(name = Api.FAILOVERS, description = "Changes of primary, automatic and asked for")
@Produces(MediaType.APPLICATION_JSON)
@NonBlocking
public class FailoversResource {

  private static final int MOST_PER_PAGE = 500;
  private static final String LIMIT = "must be 1 to " + MOST_PER_PAGE;

  private final Instances instances;
  private final SwitchPrimary switchPrimary;
  private final AcknowledgeFailover acknowledge;

  FailoversResource(
      Instances instances, SwitchPrimary switchPrimary, AcknowledgeFailover acknowledge) {
    this.instances = instances;
    this.switchPrimary = switchPrimary;
    this.acknowledge = acknowledge;
  }

  @POST
  @Path("/switchover")
  @Operation(
      summary = "Make another member the primary",
      description =
          "While the primary serves, its writes pause until the target has caught up: nothing is"
              + " lost. If it doesn't serve, force promotes a replica all the same.")
  @APIResponseSchema(
      value = SwitchoverView.class,
      responseCode = "202",
      responseDescription = "It has begun; Location says where to follow it")
  @APIResponse(responseCode = "400", description = "The target isn't a member")
  @APIResponse(responseCode = "404", description = "There is none of that name")
  @APIResponse(
      responseCode = "409",
      description =
          "A change of primary is under way, the primary doesn't serve (force helps), or nobody"
              + " could take over")
  public Uni<RestResponse<SwitchoverView>> switchOver(
      @RestPath @Parameter(description = Api.NAME, example = "orders") String name,
      @NotNull(message = Api.NO_BODY) @Valid SwitchoverRequest request,
      UriInfo uri) {
    return Uni.createFrom()
        .completionStage(() -> switchPrimary.run(name, request.wantedTarget(), request.forced()))
        .map(opened -> accepted(opened, uri));
  }

  private static RestResponse<SwitchoverView> accepted(EpochOpened opened, UriInfo uri) {
    URI where =
        uri.getBaseUriBuilder()
            .path(Api.ROOT)
            .path("instances/{name}/failovers/{epoch}")
            .build(opened.instance().value(), opened.epoch().value());
    return ResponseBuilder.<SwitchoverView>create(RestResponse.Status.ACCEPTED)
        .entity(SwitchoverView.of(opened))
        .location(where)
        .build();
  }

  @POST
  @Path("/failover-acknowledgement")
  @ResponseStatus(RestResponse.StatusCode.ACCEPTED)
  @Operation(
      summary = "Acknowledge the last failover",
      description = "Ends the cooldown: the next automatic failover may happen at once.")
  @APIResponseSchema(
      value = AcknowledgementView.class,
      responseCode = "202",
      responseDescription = "It is noted in the decision log")
  @APIResponse(responseCode = "400", description = "It doesn't say who")
  @APIResponse(responseCode = "404", description = "There is none of that name")
  public Uni<AcknowledgementView> acknowledge(
      @RestPath @Parameter(description = Api.NAME, example = "orders") String name,
      @NotNull(message = Api.NO_BODY) @Valid AcknowledgementRequest request) {
    return Uni.createFrom()
        .completionStage(() -> acknowledge.run(name, request.by()))
        .map(AcknowledgementView::of);
  }

  @GET
  @Path("/failovers")
  @Operation(
      summary = "Changes of primary",
      description =
          "One entry per epoch, the newest first, each with the failovers that were blocked while"
              + " it lasted. Older ones: follow the Link header with rel=next.")
  @APIResponse(
      responseCode = "200",
      description = "Epochs with timelines",
      content =
          @Content(schema = @Schema(type = SchemaType.ARRAY, implementation = FailoverView.class)))
  @APIResponse(responseCode = "400", description = "limit or before is out of its range")
  @APIResponse(responseCode = "404", description = "There is none of that name")
  public RestResponse<List<FailoverView>> list(
      @RestPath @Parameter(description = Api.NAME, example = "orders") String name,
      @Parameter(description = "How many at most")
          @QueryParam("limit")
          @DefaultValue("50")
          @Min(value = 1, message = LIMIT)
          @Max(value = MOST_PER_PAGE, message = LIMIT)
          int limit,
      @Parameter(description = "Only epochs below this one")
          @QueryParam("before")
          @Min(value = 1, message = "must be 1 or more")
          Long before,
      UriInfo uri) {
    List<Failover> all =
        history(name).failovers().stream()
            .filter(failover -> before == null || failover.epoch().value() < before)
            .toList();
    List<Failover> page = all.stream().limit(limit).toList();
    var answer = ResponseBuilder.ok(page.stream().map(this::view).toList());
    if (all.size() > page.size()) {
      answer.header(HttpHeaders.LINK, next(uri, limit, page.get(page.size() - 1).epoch()));
    }
    return answer.build();
  }

  private static Link next(UriInfo uri, int limit, Epoch last) {
    return Link.fromUriBuilder(
            uri.getAbsolutePathBuilder()
                .queryParam("limit", limit)
                .queryParam("before", last.value()))
        .rel("next")
        .build();
  }

  @GET
  @Path("/failovers/{epoch}")
  @Operation(summary = "One change of primary")
  @APIResponseSchema(
      value = FailoverView.class,
      responseCode = "200",
      responseDescription = "The epoch with its timeline")
  @APIResponse(responseCode = "404", description = "There is no such instance or epoch")
  public FailoverView show(
      @RestPath @Parameter(description = Api.NAME, example = "orders") String name,
      @RestPath @Parameter(description = "Its number", example = "2") long epoch) {
    InstanceHistory history = history(name);
    return history.failovers().stream()
        .filter(failover -> failover.epoch().value() == epoch)
        .findFirst()
        .map(this::view)
        .orElseThrow(
            () ->
                new NotFound(
                    "%s has no epoch %d; the newest is %s"
                        .formatted(name, epoch, history.epoch())));
  }

  private FailoverView view(Failover failover) {
    return FailoverView.of(failover, instances.quarantined(failover));
  }

  private InstanceHistory history(String name) {
    return instances.history(instances.require(name).instance());
  }
}
