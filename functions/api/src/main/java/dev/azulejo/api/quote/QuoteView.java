package dev.azulejo.api.quote;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// What a job would come to.
///
/// @param chosen which models a recipe takes that looks at its source, and why, in plain words
/// @param picture what the pixels told, where the recipe looks at them and there are no more than 100 megapixels
/// @param megapixels of the source
/// @param seconds until the result is there, if nobody else is served
/// @param refusal why it would come to nothing
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

    /// @param width upright; 0 where the file could not be read
    @Schema(name = "QuotedInputView")
    public record InputView(String name, long bytes, int width, int height) {}

    @Schema(name = "QuotedResultView")
    public record ResultView(int width, int height, String format) {}

    @Schema(name = "RefusalView")
    public record Refusal(String reason, String detail, String advice) {}
}
