package dev.azulejo.server;

import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.net.URI;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/// Says in `Location` where something is on this server, as a path (RFC 9110, 10.2.2). JAX-RS makes a whole
/// address of it, and a proxy between us and the caller has another one.
public class RelativeLocation {
    @ServerResponseFilter
    public void filter(ContainerResponseContext answer) {
        if (answer.getHeaders().getFirst(HttpHeaders.LOCATION) instanceof URI location
                && QuarkusServer.publicUrl().isEmpty()
                && location.getRawPath() != null) {
            answer.getHeaders().putSingle(HttpHeaders.LOCATION, pathOf(location));
        }
    }

    private static String pathOf(URI location) {
        var query = location.getRawQuery() == null ? "" : "?" + location.getRawQuery();
        var fragment = location.getRawFragment() == null ? "" : "#" + location.getRawFragment();
        return location.getRawPath() + query + fragment;
    }
}
