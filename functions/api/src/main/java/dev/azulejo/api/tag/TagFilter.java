package dev.azulejo.api.tag;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.azulejo.core.job.CanonicalText.Hash;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response.Status;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jspecify.annotations.Nullable;

/// Gives an answer the hash of its bytes as a tag, which is a strong one (RFC 9110, 8.8.1): whatever
/// changes in the body changes it, links too. Whoever has those bytes already is told so, by 304.
public class TagFilter {
    private static final int DIGITS = 32;
    private static final String WEAK = "W/";

    private final ObjectMapper json;

    public TagFilter(ObjectMapper json) {
        this.json = json;
    }

    @ServerResponseFilter
    public void filter(ContainerRequestContext request, ContainerResponseContext answer, ResourceInfo resource)
            throws JsonProcessingException {
        if (answer.getStatus() != Status.OK.getStatusCode()
                || resource.getResourceMethod() == null
                || !resource.getResourceMethod().isAnnotationPresent(Tagged.class)) {
            return;
        }
        var tag = tag(answer.getEntity());
        answer.getHeaders().putSingle(HttpHeaders.ETAG, tag);
        // To be kept by whoever asked, and asked for again each time: a job may have gone on.
        answer.getHeaders().putSingle(HttpHeaders.CACHE_CONTROL, "private, no-cache");
        answer.getHeaders().putSingle(HttpHeaders.VARY, HttpHeaders.AUTHORIZATION);
        if (has(request.getHeaderString(HttpHeaders.IF_NONE_MATCH), tag)) {
            answer.setStatus(Status.NOT_MODIFIED.getStatusCode());
            answer.setEntity(null);
        }
    }

    private String tag(Object body) throws JsonProcessingException {
        var bytes = body instanceof String text ? text.getBytes(StandardCharsets.UTF_8) : json.writeValueAsBytes(body);
        return '"' + Hash.of(bytes).hex().substring(0, DIGITS) + '"';
    }

    /// @param given `*` or tags, of which proxies may have made weak ones
    private static boolean has(@Nullable String given, String tag) {
        return given != null
                && Arrays.stream(given.split(",", -1))
                        .map(String::strip)
                        .map(its -> its.startsWith(WEAK) ? its.substring(WEAK.length()) : its)
                        .anyMatch(its -> its.equals("*") || its.equals(tag));
    }
}
