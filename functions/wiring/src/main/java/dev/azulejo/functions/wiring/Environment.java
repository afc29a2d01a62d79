package dev.azulejo.functions.wiring;

import dev.azulejo.cloud.Settings;
import dev.azulejo.cloud.Variable;
import dev.azulejo.core.intake.Route;
import dev.azulejo.core.model.Processor;
import dev.azulejo.core.plan.Limits;
import dev.azulejo.events.JsonRoutes;
import dev.azulejo.storage.AllowedPlace;
import dev.azulejo.storage.https.AddressGuard;
import dev.azulejo.storage.https.Network;
import java.net.URI;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// The settings of a function from its environment.
///
/// @param limits of sources
/// @param addresses that may be contacted when strangers name them
/// @param allowedPlaces from which files may be read, or into which results be put, when strangers name them
/// @param pulledModels fetched on demand that the workers' image has
/// @param routes drop folders in drives
/// @param taskRoot folder of the unpacked zip, with the cards of the models and libvips
public record Environment(
        Map<Variable, String> values,
        Limits limits,
        AddressGuard addresses,
        List<AllowedPlace> allowedPlaces,
        List<String> pulledModels,
        List<Route> routes,
        Path taskRoot) {
    private static final List<Variable> BUCKETS = List.of(Variable.INBOX, Variable.OUTBOX, Variable.WORK);

    private static final int MOST = 86_400;

    public Environment {
        values = Map.copyOf(values);
        allowedPlaces = List.copyOf(allowedPlaces);
        routes = List.copyOf(routes);
    }

    /// Reads the settings, and reports missing or wrong ones to `settings`, which the caller checks.
    ///
    /// @param needs whether the function cannot work without a variable
    public static Environment read(Settings settings, Predicate<Variable> needs) {
        var values = new EnumMap<Variable, String>(Variable.class);
        for (var variable : List.of(
                Variable.INBOX,
                Variable.OUTBOX,
                Variable.WORK,
                Variable.BUS,
                Variable.DELIVERIES,
                Variable.SECRETS,
                Variable.WORKERS,
                Variable.TASKS,
                Variable.WORKER_QUEUE,
                Variable.WORKER_DEFINITION,
                Variable.TARGET_WAIT,
                Variable.MOST_WORKERS,
                Variable.TUNING)) {
            settings.value(variable).ifPresentOrElse(text -> values.put(variable, text), () -> {
                if (needs.test(variable)) {
                    settings.problem("%s is not set: name %s".formatted(variable.text(), meaning(variable)));
                }
            });
        }
        checkBuckets(values, settings);
        if (workers(values).isEmpty()) {
            settings.problem(
                    "%s is \"%s\": say cpu or gpu".formatted(Variable.WORKERS.text(), values.get(Variable.WORKERS)));
        }
        for (var number : List.of(Variable.TARGET_WAIT, Variable.MOST_WORKERS)) {
            if (values.containsKey(number)) {
                settings.number(number, 1, 1, MOST);
            }
        }
        var places = places(settings);
        checkPlaces(places, values, settings);
        settings.required(Variable.REGION, "%s is not set: name the region of the buckets");
        settings.value(Variable.ENDPOINT)
                .filter(endpoint -> !endpoint.matches("https?://[^/\\s]+/?.*"))
                .ifPresent(endpoint ->
                        settings.problem("%s is \"%s\": give the URL of a server, such as http://127.0.0.1:4566"
                                .formatted(Variable.ENDPOINT.text(), endpoint)));
        var limits = FunctionLimits.of(settings);
        return new Environment(
                values,
                limits,
                new AddressGuard(networks(settings)),
                places,
                read(settings, Variable.PULLED_MODELS, Environment::list),
                read(settings, Variable.ROUTES, JsonRoutes::parse),
                settings.value(Variable.TASK_ROOT).map(Path::of).orElseGet(Environment::classPathRoot));
    }

    private static Optional<Processor> workers(Map<Variable, String> values) {
        return Processor.named(values.getOrDefault(Variable.WORKERS, Processor.CPU.text()));
    }

    private static String meaning(Variable variable) {
        return switch (variable) {
            case INBOX -> "the bucket of sources";
            case OUTBOX -> "the bucket of results";
            case WORK -> "the bucket of jobs";
            case DELIVERIES -> "the URL of the queue of what is on its way to webhooks";
            case SECRETS -> "how names of secrets begin by which drives are connected";
            case BUS -> "the event bus that hears how jobs end";
            case TASKS -> "the URL of the queue of shards";
            case WORKER_QUEUE -> "the job queue that starts workers";
            case WORKER_DEFINITION -> "the definition of a worker's job";
            default -> throw new IllegalArgumentException("no function needs " + variable);
        };
    }

    private static List<Network> networks(Settings settings) {
        return read(
                settings,
                Variable.ALLOWED_NETWORKS,
                text -> list(text).stream().map(Network::parse).toList());
    }

    private static List<String> list(String text) {
        return Stream.of(text.split(",", -1)).map(String::strip).toList();
    }

    private static List<AllowedPlace> places(Settings settings) {
        return read(settings, Variable.ALLOWED_PLACES, AllowedPlace::parseAll);
    }

    private static <T> List<T> read(Settings settings, Variable variable, Function<String, List<T>> parse) {
        var named = settings.value(variable);
        try {
            return named.map(parse).orElse(List.of());
        } catch (IllegalArgumentException e) {
            settings.problem("%s is \"%s\": %s".formatted(variable.text(), named.orElse(""), e.getMessage()));
            return List.of();
        }
    }

    private static void checkBuckets(Map<Variable, String> values, Settings settings) {
        var users = new HashMap<String, Variable>();
        for (var variable : BUCKETS) {
            var bucket = values.get(variable);
            if (bucket == null) {
                continue;
            }
            if (!Settings.isBucket(bucket)) {
                settings.problem(
                        "%s is \"%s\": a bucket's name has 3 to 63 lower-case letters, digits, dots and hyphens"
                                .formatted(variable.text(), bucket));
            }
            var other = users.putIfAbsent(bucket, variable);
            if (other != null) {
                settings.problem("%s and %s are both \"%s\": what is written to one would start work from the other"
                        .formatted(other.text(), variable.text(), bucket));
            }
        }
    }

    /// Refuses allowed places in this deployment's own buckets, which hold the data of all tenants.
    private static void checkPlaces(List<AllowedPlace> places, Map<Variable, String> values, Settings settings) {
        for (var place : places) {
            if (place.bucket().filter(values::containsValue).isPresent()) {
                settings.problem("%s names %s, which is in a bucket of this deployment; name another"
                        .formatted(Variable.ALLOWED_PLACES.text(), place));
            }
        }
    }

    /// The root of the zip for tests and tools, which have no such variable: the folder of the classes.
    private static Path classPathRoot() {
        var source = Environment.class.getProtectionDomain().getCodeSource();
        if (source == null) {
            throw new IllegalStateException(
                    "%s is not set: name the folder of the function".formatted(Variable.TASK_ROOT.text()));
        }
        return Path.of(URI.create(source.getLocation().toString()));
    }

    public Processor workers() {
        return workers(values).orElseThrow();
    }

    public Optional<String> value(Variable variable) {
        return Optional.ofNullable(values.get(variable));
    }

    public String required(Variable variable) {
        return value(variable)
                .orElseThrow(() -> new IllegalStateException("this function does not need " + variable.text()));
    }
}
