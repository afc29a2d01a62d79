package dev.azulejo.core.look;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The facts about an image's pixels without their places, which explain to people why its models were
/// chosen.
///
/// @param noise see [Picture]; likewise `noiseBy`, `noiseShare`, `jpegQuality`, `blur` and `overshoot`
/// @param kinds the share of the image that is of each kind, 0 to 1: `photograph`, `drawing`, `pattern` and `aliased`,
///     as far as there is any
public record PictureFacts(
        @Nullable Double noise,
        Map<String, Double> noiseBy,
        @Nullable Double noiseShare,
        @Nullable Integer jpegQuality,
        @Nullable Double blur,
        @Nullable Double overshoot,
        Map<String, Double> kinds) {
    public PictureFacts {
        noiseBy = Map.copyOf(noiseBy);
        kinds = Map.copyOf(kinds);
    }
}
