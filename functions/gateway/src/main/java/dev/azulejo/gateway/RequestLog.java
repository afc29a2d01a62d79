package dev.azulejo.gateway;

import dev.azulejo.api.tenant.Caller;
import dev.azulejo.api.tenant.Tenant;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import java.util.Map;
import java.util.TreeMap;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/// Writes a line of the log for each request to the API: who asked for what, the answer, and how long it
/// took. A path names jobs and uploads; queries and keys are in no line. The line is JSON, as the
/// function's whole log is, so `aws logs tail` and Logs Insights can search it by field.
public class RequestLog {
    private static final Logger LOG = Logger.getLogger(RequestLog.class);
    private static final String BEGAN = RequestLog.class.getName();
    private static final int SERVER_ERROR = 500;

    private final Caller caller;

    public RequestLog(Caller caller) {
        this.caller = caller;
    }

    @ServerRequestFilter(preMatching = true)
    public void begin(ContainerRequestContext request) {
        request.setProperty(BEGAN, System.nanoTime());
    }

    @ServerResponseFilter
    public void end(ContainerRequestContext request, ContainerResponseContext answer) {
        var fields = fields(request, answer.getStatus());
        fields.forEach(MDC::put);
        try {
            if (answer.getStatus() >= SERVER_ERROR) {
                LOG.error("request");
            } else {
                LOG.info("request");
            }
        } finally {
            fields.keySet().forEach(MDC::remove);
        }
    }

    private Map<String, Object> fields(ContainerRequestContext request, int status) {
        var fields = new TreeMap<String, Object>();
        fields.put("method", request.getMethod());
        fields.put("path", request.getUriInfo().getPath());
        fields.put("status", status);
        caller.ifKnown().map(Tenant::id).ifPresent(tenant -> fields.put("tenant", tenant));
        if (request.getProperty(BEGAN) instanceof Long began) {
            fields.put("milliseconds", (System.nanoTime() - began) / 1_000_000);
        }
        return fields;
    }
}
