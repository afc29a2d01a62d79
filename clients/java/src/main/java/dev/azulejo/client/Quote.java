package dev.azulejo.client;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The forecast of a job.
///
/// @param chosen the models chosen by a recipe that looks at its source, and why, in plain words
/// @param picture the facts measured from the pixels, if the recipe looks at them and there are at most 100
///     megapixels
/// @param megapixels of the source
/// @param seconds until the result is there, if no other job is running
/// @param refusal why it would be refused
public record Quote(
        Input input,
        String recipe,
        @Nullable String chosen,
        @Nullable Picture picture,
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

    /// @param width upright; 0 if the file could not be read
    public record Input(String name, long bytes, int width, int height) {}

    /// @param noise its standard deviation in levels of 255
    /// @param noiseBy the noise by band and by brightness, what colours have for themselves, and `beforeJpeg`
    /// @param noiseShare how much of the finest structure is noise, 0 to 1
    /// @param jpegQuality of the strongest JPEG compression that left traces
    /// @param blur how soft edges are: the standard deviation of a Gaussian, in pixels
    /// @param overshoot the share of strong edges that have a halo, as sharpening leaves, 0 to 1
    /// @param kinds the share of the image of each kind, 0 to 1, such as `photograph`, `drawing` or
    ///     `pattern`
    public record Picture(
            @Nullable Double noise,
            Map<String, Double> noiseBy,
            @Nullable Double noiseShare,
            @Nullable Integer jpegQuality,
            @Nullable Double blur,
            @Nullable Double overshoot,
            Map<String, Double> kinds) {
        public Picture {
            noiseBy = Map.copyOf(noiseBy);
            kinds = Map.copyOf(kinds);
        }
    }

    public record Result(int width, int height, String format) {}

    /// @param reason in one word
    /// @param advice what to do
    public record Refusal(String reason, String detail, String advice) {}
}
