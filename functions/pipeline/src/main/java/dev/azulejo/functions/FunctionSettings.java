package dev.azulejo.functions;

import dev.azulejo.cloud.PipelineFunction;
import dev.azulejo.cloud.Settings;
import dev.azulejo.cloud.Variable;
import dev.azulejo.core.plan.Limits;
import java.net.URI;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// What a function learns from its environment, checked as a whole before the first event.
///
/// @param limits of sources
/// @param taskRoot where the zip was unpacked: it holds the cards of the models and libvips
record FunctionSettings(PipelineFunction function, Map<Variable, String> values, Limits limits, Path taskRoot) {
    private static final List<Variable> BUCKETS = List.of(Variable.INBOX, Variable.OUTBOX, Variable.WORK);

    FunctionSettings {
        values = Map.copyOf(values);
    }

    /// @param environment gives the value of a variable by its name
    /// @throws IllegalStateException naming everything that is missing or wrong, not only the first
    static FunctionSettings of(Function<String, Optional<String>> environment) {
        var settings = new Settings(environment);
        var function = function(settings);
        var values = new EnumMap<Variable, String>(Variable.class);
        for (var variable : List.of(Variable.INBOX, Variable.OUTBOX, Variable.WORK, Variable.BUS, Variable.TUNING)) {
            settings.value(variable)
                    .ifPresentOrElse(
                            text -> values.put(variable, text),
                            () -> function.filter(one -> one.needs(variable))
                                    .ifPresent(_ -> settings.problem(
                                            "%s is not set: name %s".formatted(variable.text(), meaning(variable)))));
        }
        checkBuckets(values, settings);
        settings.required(Variable.REGION, "%s is not set: name the region of the buckets");
        settings.value(Variable.ENDPOINT)
                .filter(endpoint -> !endpoint.matches("https?://[^/\\s]+/?.*"))
                .ifPresent(endpoint ->
                        settings.problem("%s is \"%s\": give the URL of a server, such as http://127.0.0.1:4566"
                                .formatted(Variable.ENDPOINT.text(), endpoint)));
        var limits = FunctionLimits.of(settings);
        settings.check("the function is not configured: ");
        return new FunctionSettings(
                function.orElseThrow(),
                values,
                limits,
                settings.value(Variable.TASK_ROOT).map(Path::of).orElseGet(FunctionSettings::classPathRoot));
    }

    private static String meaning(Variable variable) {
        return switch (variable) {
            case INBOX -> "the bucket of sources";
            case OUTBOX -> "the bucket of results";
            case WORK -> "the bucket of jobs";
            case BUS -> "the event bus that hears how jobs end";
            default -> throw new IllegalArgumentException("no function needs " + variable);
        };
    }

    private static Optional<PipelineFunction> function(Settings settings) {
        var name = settings.value(Variable.FUNCTION);
        var function = name.flatMap(PipelineFunction::named);
        if (function.isEmpty()) {
            settings.problem("%s is %s: set it to one of %s"
                    .formatted(
                            Variable.FUNCTION.text(),
                            name.map("\"%s\""::formatted).orElse("not set"),
                            PipelineFunction.names()));
        }
        return function;
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

    /// For tests and tools, which have no such variable: where the classes lie, the rest of the zip lies too.
    private static Path classPathRoot() {
        var source = FunctionSettings.class.getProtectionDomain().getCodeSource();
        if (source == null) {
            throw new IllegalStateException(
                    "%s is not set: name the folder of the function".formatted(Variable.TASK_ROOT.text()));
        }
        return Path.of(URI.create(source.getLocation().toString()));
    }

    Optional<String> value(Variable variable) {
        return Optional.ofNullable(values.get(variable));
    }

    String required(Variable variable) {
        return value(variable)
                .orElseThrow(() ->
                        new IllegalStateException("%s does not need %s".formatted(function.text(), variable.text())));
    }
}
