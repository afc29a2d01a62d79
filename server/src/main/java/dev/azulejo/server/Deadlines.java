package dev.azulejo.server;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Closes connections whose client takes too long to say what it wants. What takes long because of us is
/// waited for.
///
/// | what is waited for | how long |
/// |---|---|
/// | the head of the first request | 20 seconds, see [Visit] |
/// | a body, of JSON | 20 seconds |
/// | bytes of an upload | 30 seconds for the next of them, and a least rate on average, see [LeastRate] |
/// | the rest of a body, after the answer was given without it | 5 seconds |
/// | the head of another request on the connection | 75 seconds |
/// | a client that takes bytes of an answer | 2 minutes for the next MiB (`quarkus.http.idle-timeout`) |
@Singleton
class Deadlines {
    private static final Duration FOR_A_BODY = Duration.ofSeconds(20);
    private static final Duration FOR_THE_REST = Duration.ofSeconds(5);
    private static final Duration BETWEEN_REQUESTS = Duration.ofSeconds(75);

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
            .withZone(ZoneOffset.UTC);

    private static final int BEFORE_ALL_OTHERS = 10_000;

    /// Takes a head that has arrived, on the event loop.
    void register(@Observes Filters filters) {
        filters.register(Deadlines::begun, BEFORE_ALL_OTHERS);
    }

    /// The present time as `Date` has it (RFC 9110, 5.6.7 and 6.6.1).
    static String now() {
        return DATE.format(Instant.now());
    }

    private static void begun(RoutingContext routing) {
        var request = routing.request();
        routing.addHeadersEndHandler(_ -> routing.response().putHeader(HttpHeaders.DATE, now()));
        var visit = Visit.of(request.connection());
        visit.goOn();
        var ending = Ending.awaited(routing);
        if (!hasBody(request)) {
            ending.then(() -> visit.soon(() -> visit.endIn(BETWEEN_REQUESTS)));
        } else {
            if (!routing.normalizedPath().startsWith(ContentResource.PATH)) {
                visit.in(FOR_A_BODY, () -> endUnlessWhole(visit));
            }
            ending.then(() -> visit.soon(() -> passOverRest(request, visit)));
        }
        routing.next();
    }

    private static boolean hasBody(HttpServerRequest request) {
        var length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null || (length != null && !length.equals("0"));
    }

    private static void endUnlessWhole(Visit visit) {
        if (!visit.isWhole()) {
            visit.end();
        }
    }

    /// Reads the rest of a request: a client that still sends would not see an answer behind which the
    /// connection is closed at once.
    private static void passOverRest(HttpServerRequest request, Visit visit) {
        if (!request.isEnded()) {
            request.handler(null).resume();
            visit.in(FOR_THE_REST, () -> {
                if (request.isEnded()) {
                    visit.endIn(BETWEEN_REQUESTS);
                } else {
                    visit.end();
                }
            });
        } else {
            visit.endIn(BETWEEN_REQUESTS);
        }
    }
}
