package dev.azulejo.api.problem;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.jboss.logging.MDC;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/// Names each request, in the answer and in the log, so caller and operator can refer to it. A name in
/// the request is not used, as it could be another request's.
public class RequestIds {
    public static final String HEADER = "X-Request-Id";

    private static final String KEY = "request";
    private static final int BYTES = 12;
    private static final SecureRandom RANDOM = new SecureRandom();

    public static String random() {
        var bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return "r" + HexFormat.of().formatHex(bytes);
    }

    @ServerRequestFilter(preMatching = true)
    public void name(ContainerRequestContext request) {
        var id = random();
        request.setProperty(KEY, id);
        MDC.put(KEY, id);
    }

    @ServerResponseFilter
    public void tell(ContainerRequestContext request, ContainerResponseContext answer) {
        if (request.getProperty(KEY) instanceof String id) {
            answer.getHeaders().putSingle(HEADER, id);
        }
    }

    /// The name of the request on which this thread works.
    static String current() {
        return String.valueOf(MDC.get(KEY));
    }
}
