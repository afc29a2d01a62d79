package dev.azulejo.infra;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import software.amazon.awscdk.services.logs.RetentionDays;

/// How much watching over a deployment is worth. What is made of photographs is the same.
public enum Profile {
    /// At rest it costs next to nothing: it keeps to what CloudWatch gives for free.
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

    /// @throws IllegalArgumentException when there is none of that name
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
