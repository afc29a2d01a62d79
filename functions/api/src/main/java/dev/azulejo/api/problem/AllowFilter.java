package dev.azulejo.api.problem;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/// Answers OPTIONS with the methods of the address; Quarkus REST names those of all addresses of a class.
public class AllowFilter {
    private final AllowedMethods methods;

    AllowFilter(AllowedMethods methods) {
        this.methods = methods;
    }

    @ServerResponseFilter
    public void filter(ContainerRequestContext request, ContainerResponseContext answer) {
        if (request.getMethod().equals(HttpMethod.OPTIONS)) {
            answer.getHeaders()
                    .putSingle(
                            HttpHeaders.ALLOW, methods.at(request.getUriInfo().getPath()));
        }
    }
}
