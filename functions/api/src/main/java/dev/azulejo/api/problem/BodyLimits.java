package dev.azulejo.api.problem;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.ws.rs.ext.ContextResolver;
import jakarta.ws.rs.ext.Provider;

/// The limits of a JSON body: one document (RFC 8259), without repeated names, which readers treat
/// differently (section 4), and not too large, as it is held in memory. The mapper of bodies is separate,
/// because in the cloud a body comes within an event, which is longer.
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
