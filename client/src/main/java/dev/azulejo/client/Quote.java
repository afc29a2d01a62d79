package dev.azulejo.client;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a job would come to.
///
/// @param chosen which models a recipe takes that looks at its source, and why, in plain words
/// @param megapixels of the source
/// @param seconds until the result is there, if nobody else is served
/// @param refusal why it would come to nothing
public record Quote(
        Input input,
        String recipe,
        @Nullable String chosen,
        List<Result> results,
        int tiles,
        double megapixels,
        double seconds,
        long memoryBytes,
        long diskBytes,
        List<String> warnings,
        @Nullable Refusal refusal) {

    public Quote {
        results = List.copyOf(results);
        warnings = List.copyOf(warnings);
    }

    /// @param width upright; 0 where the file could not be read
    public record Input(String name, long bytes, int width, int height) {}

    public record Result(int width, int height, String format) {}

    /// @param reason in one word
    /// @param advice what to do
    public record Refusal(String reason, String detail, String advice) {}
}
