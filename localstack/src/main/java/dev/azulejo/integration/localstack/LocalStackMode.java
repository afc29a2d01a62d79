package dev.azulejo.integration.localstack;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

/// How LocalStack is run.
enum LocalStackMode {
    /// In Docker if it is available, otherwise as a process of this machine.
    AUTO,
    DOCKER,
    HOST,
    /// A server that was started by other means, at the address in `AWS_ENDPOINT_URL`.
    EXTERNAL;

    static final String VARIABLE = "LOCALSTACK_MODE";
    static final String PROPERTY = "localstack.mode";

    /// The mode by the environment, or else by the system property; `AUTO` without either.
    ///
    /// @throws IllegalArgumentException naming the modes, when there is no such mode
    static LocalStackMode chosen(Map<String, String> environment, Properties properties) {
        var chosen = environment.getOrDefault(VARIABLE, properties.getProperty(PROPERTY, ""));
        return chosen.isBlank() ? AUTO : parse(chosen);
    }

    private static LocalStackMode parse(String text) {
        return Arrays.stream(values())
                .filter(mode -> mode.text().equals(text.strip()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("%s (or -D%s) is '%s', but can be %s"
                        .formatted(
                                VARIABLE,
                                PROPERTY,
                                text,
                                Arrays.stream(values())
                                        .map(LocalStackMode::text)
                                        .collect(Collectors.joining(", ")))));
    }

    private String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
