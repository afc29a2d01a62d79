package dev.azulejo.api.tenant;

import dev.azulejo.api.problem.Problem.Kind;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/// Requires a key for everything that is not marked [Open].
public class KeyFilter {
    private static final String SCHEME = "Bearer ";

    private final ApiKeys keys;
    private final LinkKeys links;
    private final Caller caller;

    public KeyFilter(ApiKeys keys, LinkKeys links, Caller caller) {
        this.keys = keys;
        this.links = links;
        this.caller = caller;
    }

    @ServerRequestFilter
    public void filter(ContainerRequestContext request, ResourceInfo resource) {
        if (resource.getResourceClass().isAnnotationPresent(Open.class)) {
            return;
        }
        var link = request.getUriInfo().getQueryParameters().getFirst(LinkKeys.PARAMETER);
        if (link != null && !link.isEmpty() && resource.getResourceMethod().isAnnotationPresent(Linked.class)) {
            caller.is(links.tenantOf(request.getUriInfo().getPath(), link)
                    .orElseThrow(() -> Kind.LINK_EXPIRED.exception("ask for the job again for a new link")));
            return;
        }
        var tenant = Optional.ofNullable(request.getHeaderString(HttpHeaders.AUTHORIZATION))
                .filter(header -> header.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
                .flatMap(header ->
                        keys.tenantOf(header.substring(SCHEME.length()).strip()));
        caller.is(tenant.orElseThrow(() ->
                Kind.UNAUTHORIZED.exception("send a key that is valid, as the header Authorization: Bearer azl_...")));
    }
}
