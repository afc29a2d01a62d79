package dev.azulejo.api.problem;

import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.azulejo.api.problem.Problem.Kind;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/// How large a JSON body may be: it is held in memory, and nobody has that much to say.
@Singleton
public class BodyLimits implements ObjectMapperCustomizer {
    private static final int MOST_BYTES = 1 << 20;
    private static final int DEEPEST = 50;

    /// Of a body that does not say its length before, which the reader notices.
    @Override
    public void customize(ObjectMapper mapper) {
        limit(mapper, MOST_BYTES);
    }

    /// Where the same mapper reads what bodies are wrapped in.
    public static void limit(ObjectMapper mapper, long mostBytes) {
        mapper.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxDocumentLength(mostBytes)
                        .maxNestingDepth(DEEPEST)
                        .build());
    }

    @ServerRequestFilter
    public void filter(ContainerRequestContext request) {
        boolean isJson = Optional.ofNullable(request.getMediaType())
                .filter(MediaType.APPLICATION_JSON_TYPE::isCompatible)
                .isPresent();
        if (isJson && request.getLength() > MOST_BYTES) {
            throw Kind.MALFORMED.exception("the body has more than %d bytes".formatted(MOST_BYTES));
        }
    }
}
