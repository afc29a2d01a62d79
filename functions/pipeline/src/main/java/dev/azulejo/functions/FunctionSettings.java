package dev.azulejo.functions;

import dev.azulejo.core.plan.Limits;
import dev.azulejo.functions.PipelineFunction.Setting;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// What a function learns from its environment, checked as a whole before the first event.
///
/// @param limits of sources
/// @param taskRoot where the zip was unpacked: it holds the cards of the models and libvips
record FunctionSettings(PipelineFunction function, Map<Setting, String> values, Limits limits, Path taskRoot) {
    static final String HANDLER = "QUARKUS_LAMBDA_HANDLER";
    static final String TASK_ROOT = "LAMBDA_TASK_ROOT";
    static final String REGION = "AWS_REGION";
    static final String ENDPOINT = "AWS_ENDPOINT_URL";

    /// The rules of the S3 User Guide, "General purpose bucket naming rules", as far as a typing error breaks
    /// them.
    private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");

    FunctionSettings {
        values = Map.copyOf(values);
    }

    /// Reads variables of the environment by their names.
    interface Environment {
        Optional<String> get(String variable);
    }

    /// @throws IllegalStateException naming everything that is missing or wrong, not only the first
    static FunctionSettings of(Environment environment) {
        var problems = new ArrayList<String>();
        var function = function(environment, problems);
        var values = new EnumMap<Setting, String>(Setting.class);
        for (var setting : Setting.values()) {
            var value = environment.get(setting.variable()).filter(text -> !text.isBlank());
            value.ifPresent(text -> values.put(setting, text));
            if (value.isEmpty() && function.filter(one -> one.needs(setting)).isPresent()) {
                problems.add("%s is not set: name %s".formatted(setting.variable(), setting.meaning()));
            }
        }
        checkBuckets(values, problems);
        checkAws(environment, problems);
        var limits = FunctionLimits.of(environment, problems);
        if (!problems.isEmpty()) {
            throw new IllegalStateException("the function is not configured: " + String.join("; ", problems));
        }
        return new FunctionSettings(
                function.orElseThrow(),
                values,
                limits,
                environment.get(TASK_ROOT).map(Path::of).orElseGet(FunctionSettings::classPathRoot));
    }

    private static Optional<PipelineFunction> function(Environment environment, List<String> problems) {
        var handler = environment.get(HANDLER).orElse("");
        var function = PipelineFunction.named(handler);
        if (function.isEmpty()) {
            problems.add("%s is %s: set it to one of %s"
                    .formatted(
                            HANDLER,
                            handler.isEmpty() ? "not set" : "\"%s\"".formatted(handler),
                            PipelineFunction.handlers()));
        }
        return function;
    }

    private static void checkBuckets(Map<Setting, String> values, List<String> problems) {
        var users = new HashMap<String, Setting>();
        for (var setting : Setting.values()) {
            var bucket = values.get(setting);
            if (bucket == null || !setting.isBucket()) {
                continue;
            }
            if (!BUCKET.matcher(bucket).matches()) {
                problems.add("%s is \"%s\": a bucket's name has 3 to 63 lower-case letters, digits, dots and hyphens"
                        .formatted(setting.variable(), bucket));
            }
            var other = users.putIfAbsent(bucket, setting);
            if (other != null) {
                problems.add("%s and %s are both \"%s\": what is written to one would start work from the other"
                        .formatted(other.variable(), setting.variable(), bucket));
            }
        }
    }

    private static void checkAws(Environment environment, List<String> problems) {
        if (environment.get(REGION).filter(text -> !text.isBlank()).isEmpty()) {
            problems.add("%s is not set: name the region of the buckets".formatted(REGION));
        }
        environment.get(ENDPOINT).ifPresent(endpoint -> {
            if (!endpoint.matches("https?://[^/\\s]+/?.*")) {
                problems.add("%s is \"%s\": give the URL of a server, such as http://127.0.0.1:4566"
                        .formatted(ENDPOINT, endpoint));
            }
        });
    }

    /// For tests and tools, which have no such variable: where the classes lie, the rest of the zip lies too.
    private static Path classPathRoot() {
        var source = FunctionSettings.class.getProtectionDomain().getCodeSource();
        if (source == null) {
            throw new IllegalStateException("%s is not set: name the folder of the function".formatted(TASK_ROOT));
        }
        return Path.of(URI.create(source.getLocation().toString()));
    }

    Optional<String> value(Setting setting) {
        return Optional.ofNullable(values.get(setting));
    }

    String required(Setting setting) {
        return value(setting)
                .orElseThrow(() -> new IllegalStateException(
                        "%s does not need %s".formatted(function.handler(), setting.variable())));
    }
}
