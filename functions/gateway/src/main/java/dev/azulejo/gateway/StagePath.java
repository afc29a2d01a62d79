package dev.azulejo.gateway;

import jakarta.ws.rs.container.ContainerRequestContext;
import java.net.URI;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/// Adds the stage of the gateway to paths: it is called `v1`, so addresses in the cloud begin as on a
/// laptop, but a function gets the path after it ("Input format of a Lambda function for proxy
/// integration", API Gateway Developer Guide).
public final class StagePath {
    static final String STAGE = "v1";

    private static final String ROOT = "/" + STAGE;

    @ServerRequestFilter(preMatching = true)
    public void filter(ContainerRequestContext request) {
        var uri = request.getUriInfo().getRequestUri();
        if (!isBelowRoot(uri.getRawPath())) {
            request.setRequestUri(moved(uri));
        }
    }

    private static boolean isBelowRoot(String path) {
        return path.equals(ROOT) || path.startsWith(ROOT + "/");
    }

    private static URI moved(URI uri) {
        var query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        return uri.resolve(ROOT + uri.getRawPath() + query);
    }
}
