package dev.azulejo.server;

import dev.azulejo.api.link.CrossOrigin;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/// Lets pages of the origins that were allowed use the API, signed links included, as browsers ask for it.
/// To all others nothing is said, and their browsers keep answers from them.
@Singleton
class OtherOrigins {
    private static final String API = "/v1/";
    private static final int AFTER_DEADLINES = 9_000;
    private final WebOrigins origins = QuarkusServer.allowedOrigins();

    void register(@Observes Filters filters) {
        if (!origins.isEmpty()) {
            filters.register(this::answer, AFTER_DEADLINES);
        }
    }

    private void answer(RoutingContext routing) {
        var request = routing.request();
        var origin = request.getHeader(HttpHeaders.ORIGIN);
        if (!routing.normalizedPath().startsWith(API)) {
            routing.next();
            return;
        }
        var answer = routing.response();
        // At the end, as the maker of the answer sets this field, too.
        routing.addHeadersEndHandler(_ -> answer.headers().add(HttpHeaders.VARY, "Origin"));
        if (routing.normalizedPath().startsWith(ContentResource.PATH)) {
            // An <img> says no origin. Its link, which is signed, is what lets it in (WHATWG Fetch, 3.7).
            answer.putHeader("Cross-Origin-Resource-Policy", "cross-origin");
        }
        if (origin == null || !origins.allow(origin)) {
            routing.next();
            return;
        }
        if (request.method().equals(HttpMethod.OPTIONS)
                && request.headers().contains(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD)) {
            CrossOrigin.preflight(origin).forEach(answer::putHeader);
            answer.setStatusCode(204).end();
            return;
        }
        CrossOrigin.answer(origin).forEach(answer::putHeader);
        routing.next();
    }
}
