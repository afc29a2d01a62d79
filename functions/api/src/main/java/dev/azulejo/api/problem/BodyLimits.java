package dev.azulejo.api.problem;

import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.ws.rs.ext.ContextResolver;
import jakarta.ws.rs.ext.Provider;

/// How large a JSON body may be: it is held in memory, and nobody has that much to say. The mapper of bodies is one of
/// its own, as in the cloud a body comes within an event, which is longer.
@Provider
public class BodyLimits implements ContextResolver<ObjectMapper> {
    private static final long MOST_BYTES = 1 << 20;
    private static final int DEEPEST = 50;

    private final ObjectMapper ofBodies;

    BodyLimits(ObjectMapper mapper) {
        ofBodies = mapper.copy();
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
