package dev.azulejo.api.quote;

import dev.azulejo.core.look.PictureFacts;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// The facts measured from a source's pixels.
///
/// @param noise its standard deviation in levels of 255
/// @param noiseBy the noise by band and by brightness, what colours have for themselves, and `beforeJpeg`
/// @param noiseShare how much of the finest structure is noise, 0 to 1
/// @param jpegQuality of the strongest JPEG compression that left traces
/// @param blur how soft edges are: the standard deviation of a Gaussian, in pixels
/// @param overshoot the share of strong edges that have a halo, as sharpening leaves, 0 to 1
/// @param kinds the share of the image that is `photograph`, `drawing`, `pattern` and `aliased`, 0 to 1
public record PictureView(
        @Schema(nullable = true) @Nullable Double noise,
        Map<String, Double> noiseBy,
        @Schema(nullable = true) @Nullable Double noiseShare,
        @Schema(nullable = true) @Nullable Integer jpegQuality,
        @Schema(nullable = true) @Nullable Double blur,
        @Schema(nullable = true) @Nullable Double overshoot,
        Map<String, Double> kinds) {
    static PictureView of(PictureFacts facts) {
        return new PictureView(
                facts.noise(),
                facts.noiseBy(),
                facts.noiseShare(),
                facts.jpegQuality(),
                facts.blur(),
                facts.overshoot(),
                facts.kinds());
    }
}
