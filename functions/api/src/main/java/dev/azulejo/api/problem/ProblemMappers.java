package dev.azulejo.api.problem;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import dev.azulejo.api.problem.Problem.Kind;
import dev.azulejo.core.failure.Remedy;
import dev.azulejo.core.option.OptionValue;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.List;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/// Converts exceptions that end a request to problem details.
public final class ProblemMappers {
    private static final System.Logger LOG = System.getLogger(ProblemMappers.class.getName());

    private final AllowedMethods methods;

    ProblemMappers(AllowedMethods methods) {
        this.methods = methods;
    }

    @ServerExceptionMapper
    public Response problem(ProblemException e) {
        var answer = Response.fromResponse(answer(e.problem()));
        e.retryAfter().ifPresent(after -> answer.header(HttpHeaders.RETRY_AFTER, after.toSeconds()));
        return answer.build();
    }

    /// Converts JSON errors; for some of them Quarkus has an answer of its own.
    @ServerExceptionMapper({JacksonException.class, MismatchedInputException.class})
    public Response notJson(JacksonException e) {
        var where = e.getLocation();
        var place = where == null ? "" : ", at line %d, column %d".formatted(where.getLineNr(), where.getColumnNr());
        var what = String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("");
        return answer(Kind.MALFORMED.because(
                "the body is not one JSON document%s: %s".formatted(place, OptionValue.shown(what)), List.of()));
    }

    /// Converts the end of a body whose client has gone, or took too long.
    @ServerExceptionMapper
    public Response brokenOff(IOException e) {
        return answer(Kind.MALFORMED.because("the body broke off; send all of it again", List.of()));
    }

    /// Converts refusals of the framework: paths, methods, media types.
    @ServerExceptionMapper
    public Response ofFramework(WebApplicationException e, UriInfo uri) {
        if (e.getCause() instanceof JacksonException broken) {
            return notJson(broken);
        }
        int status = e.getResponse().getStatus();
        var answer = Response.fromResponse(answer(ofStatus(status, e)));
        if (status == Kind.METHOD_NOT_ALLOWED.status()) {
            answer.header(HttpHeaders.ALLOW, methods.at(uri.getPath()));
        }
        return answer.build();
    }

    private static Problem ofStatus(int status, WebApplicationException e) {
        return switch (status) {
            case 404 -> Kind.NOT_FOUND.because("there is nothing at this address", List.of());
            case 405 -> Kind.METHOD_NOT_ALLOWED.because("this address does not know that method", List.of());
            case 406 -> Kind.NOT_ACCEPTABLE.because("ask for application/json", List.of());
            case 413 -> Kind.TOO_LARGE.because("the body is larger than the server takes", List.of());
            case 412 -> Kind.CHANGED_MEANWHILE.because("If-Match names none of the tags that it has", List.of());
            case 415 -> Kind.UNSUPPORTED_MEDIA_TYPE.because("send application/json", List.of());
            default ->
                status >= 500
                        ? unexpected(e)
                        : Kind.MALFORMED.because("the request is not what is expected here", List.of());
        };
    }

    @ServerExceptionMapper
    public Response other(RuntimeException e) {
        return answer(Remedy.of(e).isLater() ? unavailable(e) : unexpected(e));
    }

    /// Converts failures of a storage, whose details are for the operator: they name buckets, keys and
    /// roles. If the storage refuses us, trying again does not help, and a person must act.
    static Problem unavailable(RuntimeException e) {
        LOG.log(
                Remedy.of(e) == Remedy.ACT ? Level.ERROR : Level.WARNING,
                "a storage is of no use now for request " + RequestIds.current(),
                e);
        return Kind.UNAVAILABLE.because("a storage does not answer now; try again later", List.of());
    }

    private static Problem unexpected(Throwable e) {
        LOG.log(Level.ERROR, "request %s broke".formatted(RequestIds.current()), e);
        return Kind.INTERNAL.because("this is a bug; the server's log says more", List.of());
    }

    private static Response answer(Problem problem) {
        var answer = Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(problem);
        if (problem.status() == Kind.UNAUTHORIZED.status()) {
            answer.header("WWW-Authenticate", "Bearer");
        }
        if (problem.status() == Kind.UNAVAILABLE.status()) {
            answer.header(HttpHeaders.RETRY_AFTER, 5);
        }
        return answer.build();
    }
}
