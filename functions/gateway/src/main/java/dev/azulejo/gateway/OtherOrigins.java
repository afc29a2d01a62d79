package dev.azulejo.gateway;

import dev.azulejo.api.link.CrossOrigin;
import dev.azulejo.cloud.Variable;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.Config;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/// Lets pages of the origins that the deployment allows use the API, as browsers require. Other origins get
/// no such fields, so their browsers withhold the answers. Links lead to buckets, which have rules of their
/// own.
public class OtherOrigins {
    private static final String ORIGIN = "Origin";

    /// The priority after all filters that set fields of an answer.
    private static final int LAST = 0;

    private final Set<String> allowed;

    public OtherOrigins(Config config) {
        allowed = config.getOptionalValue(Variable.ALLOWED_ORIGINS.text(), String.class)
                .map(text -> Set.copyOf(List.of(text.split(","))))
                .orElse(Set.of());
    }

    private Optional<String> allowed(ContainerRequestContext request) {
        return Optional.ofNullable(request.getHeaderString(ORIGIN)).filter(allowed::contains);
    }

    /// Answers a preflight of a browser, which comes without a key.
    @ServerRequestFilter(preMatching = true)
    public Optional<Response> asked(ContainerRequestContext request) {
        if (!request.getMethod().equals("OPTIONS")
                || request.getHeaderString("Access-Control-Request-Method") == null) {
            return Optional.empty();
        }
        return allowed(request).map(origin -> {
            var answer = Response.noContent();
            CrossOrigin.preflight(origin).forEach(answer::header);
            return answer.build();
        });
    }

    @ServerResponseFilter(priority = LAST)
    public void answered(ContainerRequestContext request, ContainerResponseContext answer) {
        if (!allowed.isEmpty()) {
            answer.getHeaders().add(HttpHeaders.VARY, ORIGIN);
            allowed(request)
                    .ifPresent(origin -> CrossOrigin.answer(origin)
                            .forEach((name, value) -> answer.getHeaders().putSingle(name, value)));
        }
    }
}
