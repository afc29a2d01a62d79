package dev.azulejo.api.problem;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.ws.rs.ext.ContextResolver;
import jakarta.ws.rs.ext.Provider;

/// What a JSON body may be: one document (RFC 8259), in which no name comes twice, as readers take
/// different ones then (section 4). And not too large: it is held in memory, and nobody has that much to
/// say. The mapper of bodies is one of its own, as in the cloud a body comes within an event, which is
/// longer.
@Provider
public class BodyLimits implements ContextResolver<ObjectMapper> {
    private static final long MOST_BYTES = 1 << 20;
    private static final int DEEPEST = 50;

    private final ObjectMapper ofBodies;

    BodyLimits(ObjectMapper mapper) {
        ofBodies = mapper.copy()
                .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
        ofBodies.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxDocumentLength(MOST_BYTES)
                        .maxNestingDepth(DEEPEST)
                        .build());
    }

    @Override
    public ObjectMapper getContext(Class<?> type) {
        return ofBodies;
    }
}
