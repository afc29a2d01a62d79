package dev.azulejo.api.quote;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// The forecast of a job.
///
/// @param chosen the models chosen by a recipe that looks at its source, and why, in plain words
/// @param picture the facts measured from the pixels, if the recipe looks at them and there are at most 100
///     megapixels
/// @param megapixels of the source
/// @param seconds until the result is there, if no other job is running
/// @param refusal why it would be refused
public record QuoteView(
        InputView input,
        String recipe,
        @Schema(nullable = true) @Nullable String chosen,
        @Schema(nullable = true) @Nullable PictureView picture,
        List<ResultView> results,
        int tiles,
        double megapixels,
        double seconds,
        long memoryBytes,
        long diskBytes,
        List<String> warnings,
        @Schema(nullable = true) @Nullable Refusal refusal) {

    /// @param width upright; 0 if the file could not be read
    @Schema(name = "QuotedInputView")
    public record InputView(String name, long bytes, int width, int height) {}

    @Schema(name = "QuotedResultView")
    public record ResultView(int width, int height, String format) {}

    @Schema(name = "RefusalView")
    public record Refusal(String reason, String detail, String advice) {}
}
