package dev.understudy.orchestrator.adapter.rest;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.Optional;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;

/** A profile is a string or an object, but annotations can only say one type. */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public class DescriptionFilter implements OASFilter {

  @Override
  public void filterOpenAPI(OpenAPI description) {
    Optional.ofNullable(description.getComponents())
        .map(Components::getSchemas)
        .map(schemas -> schemas.get("ProfileRequest"))
        .ifPresent(profile -> profile.setType(null));
  }
}
