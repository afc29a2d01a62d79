package dev.azulejo.api.problem;

import dev.azulejo.api.problem.Problem.FieldError;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.MultivaluedMap;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/// Refuses query parameters that an operation does not have, and repeated ones: otherwise a caller who
/// writes `?staus=failed` would take all jobs for failed ones.
public class ParameterFilter {
    private static final String API = "/v1/";

    private final Map<Method, Set<String>> known = new ConcurrentHashMap<>();

    /// Checks the parameters, after the key was checked: strangers learn nothing.
    @ServerRequestFilter(priority = Priorities.USER + 2)
    public void filter(ContainerRequestContext request, ResourceInfo resource) {
        var method = resource.getResourceMethod();
        if (method == null || !request.getUriInfo().getPath().startsWith(API)) {
            return;
        }
        var errors = errors(
                request.getUriInfo().getQueryParameters(),
                known.computeIfAbsent(method, ParameterFilter::parametersOf));
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors);
        }
    }

    private static List<FieldError> errors(MultivaluedMap<String, String> given, Set<String> known) {
        var errors = new ArrayList<FieldError>();
        given.forEach((name, values) -> {
            if (!known.contains(name)) {
                var others = known.isEmpty() ? "none" : String.join(", ", known);
                errors.add(new FieldError("/" + name, "is no parameter here; there are " + others));
            } else if (values.size() > 1) {
                errors.add(new FieldError("/" + name, "is given %d times; once is enough".formatted(values.size())));
            }
        });
        return errors;
    }

    /// The parameters in an operation's annotations, for us and for the document.
    private static Set<String> parametersOf(Method method) {
        var said = Arrays.stream(method.getAnnotationsByType(Parameter.class))
                .filter(parameter -> parameter.in() == ParameterIn.QUERY)
                .map(Parameter::name);
        var taken = Arrays.stream(method.getParameters())
                .flatMap(parameter -> Stream.ofNullable(parameter.getAnnotation(QueryParam.class)))
                .map(QueryParam::value);
        return Stream.concat(said, taken).collect(Collectors.toCollection(TreeSet::new));
    }
}
