package dev.azulejo.gateway;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.azulejo.api.problem.BodyLimits;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;

/// A body comes as a text within an event, and the mapper that reads bodies reads events, too. The gateway takes 10 MB
/// ("Quotas for configuring and running a REST API", API Gateway Developer Guide).
@Singleton
class EventLimits implements ObjectMapperCustomizer {
    private static final long MOST_BYTES = 16 << 20;

    @Override
    public void customize(ObjectMapper mapper) {
        BodyLimits.limit(mapper, MOST_BYTES);
    }

    /// After the limits of bodies.
    @Override
    public int priority() {
        return MINIMUM_PRIORITY;
    }
}
