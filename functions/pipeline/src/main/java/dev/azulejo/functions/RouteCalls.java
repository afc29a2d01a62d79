package dev.azulejo.functions;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.intake.Route;
import dev.azulejo.functions.Metrics.Metric;
import dev.azulejo.functions.route.Arrivals;
import dev.azulejo.functions.route.Returns;
import dev.azulejo.functions.route.Shift;
import dev.azulejo.storage.StorageFailure;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/// Copies files from drives into the inbox on a schedule, and results from the outbox to drives.
final class RouteCalls {
    private static final Logger LOG = Logger.getLogger(RouteCalls.class);
    private static final JsonMapper JSON = new JsonMapper();

    /// The time reserved for work begun at the end of a shift, such as a piece that must be requested again
    /// from a busy service.
    private static final Duration REST = Duration.ofSeconds(60);

    private final Map<String, Route> routes;
    private final Ends ends;
    private final Telemetry telemetry;
    private final Redelivery redelivery;
    private final InstantSource clock;

    /// Opens the two ends of a route.
    interface Ends {
        Arrivals arrivals(Route route);

        Returns returns(Route route);
    }

    RouteCalls(List<Route> routes, Ends ends, Telemetry telemetry, Redelivery redelivery, InstantSource clock) {
        this.routes = routes.stream().collect(Collectors.toMap(Route::name, Function.identity()));
        this.ends = ends;
        this.telemetry = telemetry;
        this.redelivery = redelivery;
        this.clock = clock;
    }

    JsonNode forAny(JsonNode input, Context context) {
        var end = clock.instant().plusMillis(context.getRemainingTimeInMillis()).minus(REST);
        var shift = new Shift(clock, end);
        return telemetry.call(context, input, () -> {
            if (input.has("Records")) {
                return QueueBatch.forEach(input, redelivery, message -> carry(parsed(message), shift));
            }
            routes.values().forEach(route -> bring(route, context.getAwsRequestId(), shift));
            return JsonNodeFactory.instance.objectNode();
        });
    }

    /// Copies the arrivals of one route; its failure does not affect other routes, and it is tried again
    /// the next time.
    private void bring(Route route, String call, Shift shift) {
        try {
            ends.arrivals(route).bring(call, shift);
        } catch (Shift.Over over) {
            LOG.infof("route %s: %s", route.name(), over.getMessage());
        } catch (StorageFailure failure) {
            LOG.errorf("route %s: %s", route.name(), failure.getMessage());
            telemetry.count(Metric.ROUTE_TROUBLE);
        }
    }

    private void carry(JsonNode event, Shift shift) {
        var key = event.at("/detail/object/key").asText("");
        var name = Route.nameOf(key)
                .orElseThrow(() -> new PermanentFailure("an event of \"%s\", which is of no route".formatted(key)));
        var route = routes.get(name);
        if (route == null) {
            LOG.warnf("%s stays in the outbox: there is no route %s any more", key, name);
            return;
        }
        ends.returns(route).carry(key.substring(route.folder().length()), shift);
    }

    private static JsonNode parsed(JsonNode message) {
        try {
            return JSON.readTree(message.path("body").asText(""));
        } catch (JsonProcessingException e) {
            throw new PermanentFailure("a message that is no JSON", e);
        }
    }
}
