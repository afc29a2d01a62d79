package dev.azulejo.api.tag;

import dev.azulejo.api.problem.Problem;
import dev.azulejo.api.problem.Problem.Kind;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.Status;
import java.util.List;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/// Gives an answer its tag ([Tags]). A client that has these bytes already gets 304; one that wants only
/// another version gets 412.
public class TagFilter {
    private final Tags tags;

    public TagFilter(Tags tags) {
        this.tags = tags;
    }

    @ServerResponseFilter
    public void filter(ContainerRequestContext request, ContainerResponseContext answer, ResourceInfo resource) {
        if (answer.getStatus() != Status.OK.getStatusCode()
                || resource.getResourceMethod() == null
                || !resource.getResourceMethod().isAnnotationPresent(Tagged.class)) {
            return;
        }
        var tag = tags.of(answer.getEntity());
        if (!Tags.matches(request.getHeaderString(HttpHeaders.IF_MATCH), tag)) {
            var problem = Kind.CHANGED_MEANWHILE.because("If-Match names none of its tags; it is " + tag, List.of());
            answer.setStatus(problem.status());
            answer.setEntity(problem, null, MediaType.valueOf(Problem.MEDIA_TYPE));
            return;
        }
        answer.getHeaders().putSingle(HttpHeaders.ETAG, tag);
        // Clients may keep it, but must ask again each time: a job may have moved on.
        answer.getHeaders().putSingle(HttpHeaders.CACHE_CONTROL, "private, no-cache");
        answer.getHeaders().putSingle(HttpHeaders.VARY, HttpHeaders.AUTHORIZATION);
        if (Tags.isAmong(request.getHeaderString(HttpHeaders.IF_NONE_MATCH), tag)) {
            answer.setStatus(Status.NOT_MODIFIED.getStatusCode());
            answer.setEntity(null);
        }
    }
}
