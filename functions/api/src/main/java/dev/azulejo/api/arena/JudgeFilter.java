package dev.azulejo.api.arena;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.HttpHeaders;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/// Requires a judge's key for voting. Filters run before a body is read.
class JudgeFilter {
    private final Bench bench;

    JudgeFilter(Bench bench) {
        this.bench = bench;
    }

    @ServerRequestFilter
    public void filter(ContainerRequestContext request, ResourceInfo resource) {
        if (ArenaResource.class.isAssignableFrom(resource.getResourceClass())) {
            bench.seat(
                    request.getUriInfo().getPathParameters().getFirst("arena"),
                    request.getHeaderString(HttpHeaders.AUTHORIZATION));
        }
    }
}
