package dev.azulejo.functions;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.job.key.Attempt;
import dev.azulejo.core.job.key.StageTrigger;
import dev.azulejo.functions.pool.Pool;
import dev.azulejo.storage.StorageFailure;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/// Starts workers, on a schedule or for planned attempts whose events came through a queue.
final class PoolCalls {
    private static final Logger LOG = Logger.getLogger(PoolCalls.class);
    private static final JsonMapper JSON = new JsonMapper();

    private final Pool pool;
    private final Telemetry telemetry;
    private final String workBucket;

    PoolCalls(Pool pool, Telemetry telemetry, String workBucket) {
        this.pool = pool;
        this.telemetry = telemetry;
        this.workBucket = workBucket;
    }

    /// @return `{"started"}`, how many workers were asked for
    JsonNode forAny(JsonNode input, Context context) {
        return telemetry.call(context, input, () -> {
            try {
                int started = pool.look(planned(input));
                if (started > 0) {
                    LOG.infof("%d workers asked for", started);
                }
                return JsonNodeFactory.instance.objectNode().put("started", started);
            } catch (StorageFailure failure) {
                throw StageCalls.named(failure);
            }
        });
    }

    private List<Attempt> planned(JsonNode input) {
        return input.path("Records")
                .valueStream()
                .flatMap(message -> attempt(message).stream())
                .distinct()
                .toList();
    }

    /// The attempt of an event; an unreadable one is left out, as the queue of shards shows all waiting
    /// work.
    private Optional<Attempt> attempt(JsonNode message) {
        try {
            var event = JSON.readTree(message.path("body").asText(""));
            return Optional.of(JobEvents.attempt(event, workBucket, StageTrigger.INFER));
        } catch (JsonProcessingException | PermanentFailure e) {
            LOG.warnf("left out: %s", e.getMessage());
            return Optional.empty();
        }
    }
}
