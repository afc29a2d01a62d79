package dev.azulejo.infra;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import software.amazon.awscdk.services.logs.RetentionDays;

/// How much monitoring a deployment pays for. Results are the same in each.
public enum Profile {
    /// For development: costs next to nothing at rest, and uses only what CloudWatch gives for free.
    DEV(RetentionDays.ONE_WEEK),
    PROD(RetentionDays.ONE_MONTH);

    private final RetentionDays logs;

    Profile(RetentionDays logs) {
        this.logs = logs;
    }

    /// How long logs are kept.
    RetentionDays logs() {
        return logs;
    }

    boolean isWatched() {
        return this == PROD;
    }

    /// @throws IllegalArgumentException when no profile has that name
    static Profile named(String text) {
        return Arrays.stream(values())
                .filter(profile -> profile.text().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the context profile is '%s': give %s"
                        .formatted(
                                text, Arrays.stream(values()).map(Profile::text).collect(Collectors.joining(" or ")))));
    }

    private String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
