package dev.azulejo.api.problem;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Singleton;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The methods of an address, for the `Allow` of a 405 (RFC 9110, 15.5.6), which Quarkus REST does not
/// state.
@Singleton
class AllowedMethods {
    private final Map<String, TreeSet<String>> methods = new TreeMap<>();

    AllowedMethods(BeanManager beans) {
        beans.getBeans(Object.class, Any.Literal.INSTANCE).stream()
                .map(bean -> bean.getBeanClass())
                .filter(resource -> resource.isAnnotationPresent(Path.class))
                .distinct()
                .forEach(this::add);
    }

    private void add(Class<?> resource) {
        for (var method : resource.getMethods()) {
            verbs(method)
                    .forEach(verb -> methods.computeIfAbsent(path(resource) + path(method), _ -> new TreeSet<>())
                            .add(verb));
        }
    }

    private static Stream<String> verbs(Method method) {
        return Arrays.stream(method.getAnnotations())
                .flatMap(annotation ->
                        Stream.ofNullable(annotation.annotationType().getAnnotation(HttpMethod.class)))
                .map(HttpMethod::value);
    }

    /// The path of a resource or method as an expression, with a slash in front.
    private static String path(AnnotatedElement element) {
        var path = element.getAnnotation(Path.class);
        return path == null
                ? ""
                : Arrays.stream(path.value().split("/"))
                        .filter(segment -> !segment.isEmpty())
                        .map(segment -> segment.startsWith("{") ? "/[^/]+" : "/" + Pattern.quote(segment))
                        .collect(Collectors.joining());
    }

    String at(String path) {
        return methods.entrySet().stream()
                .filter(entry -> path.matches(entry.getKey()))
                .map(Map.Entry::getValue)
                .flatMap(verbs -> Stream.concat(
                        verbs.stream(),
                        List.of("HEAD", "OPTIONS").stream()
                                .filter(verb -> verb.equals("OPTIONS") || verbs.contains("GET"))))
                .distinct()
                .collect(Collectors.joining(", "));
    }
}
