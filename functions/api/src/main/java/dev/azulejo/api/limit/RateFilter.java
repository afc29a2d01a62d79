package dev.azulejo.api.limit;

import dev.azulejo.api.access.AccessObjects;
import dev.azulejo.api.limit.RequestRates.Rate;
import dev.azulejo.api.problem.Problem.Kind;
import dev.azulejo.api.tenant.Caller;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import java.time.Duration;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/// Limits the rate of requests by tenant, and announces it in the fields `RateLimit-Policy` and `RateLimit`
/// of draft-ietf-httpapi-ratelimit-headers-11.
public class RateFilter {
    private static final String SEEN = RateFilter.class.getName();
    private static final String POLICY = "\"requests\"";

    private final AccessObjects access;
    private final RequestRates rates;
    private final Caller caller;

    public RateFilter(AccessObjects access, RequestRates rates, Caller caller) {
        this.access = access;
        this.rates = rates;
        this.caller = caller;
    }

    private record Seen(long allowed, Rate rate) {}

    /// Counts a request, after its key was checked.
    @ServerRequestFilter(priority = Priorities.USER + 1)
    public void count(ContainerRequestContext request) {
        var tenant = caller.ifKnown();
        var allowed = tenant.map(known -> access.limits(known).requestsPerMinute());
        if (allowed.isEmpty()) {
            return;
        }
        var rate = rates.count(tenant.get(), allowed.get());
        request.setProperty(SEEN, new Seen(allowed.get(), rate));
        if (rate.isExceeded()) {
            throw Kind.TOO_MANY_REQUESTS
                    .exception("%d requests a minute are allowed; wait %d seconds"
                            .formatted(allowed.get(), rate.seconds()))
                    .retryAfter(Duration.ofSeconds(rate.seconds()));
        }
    }

    @ServerResponseFilter
    public void tell(ContainerRequestContext request, ContainerResponseContext answer) {
        if (request.getProperty(SEEN) instanceof Seen seen) {
            var rate = seen.rate;
            answer.getHeaders()
                    .putSingle(
                            "RateLimit-Policy",
                            "%s;q=%d;w=%d".formatted(POLICY, seen.allowed, RequestRates.WINDOW.toSeconds()));
            answer.getHeaders()
                    .putSingle(
                            "RateLimit",
                            "%s;r=%d;t=%d".formatted(POLICY, Math.max(0, rate.remaining()), rate.seconds()));
        }
    }
}
