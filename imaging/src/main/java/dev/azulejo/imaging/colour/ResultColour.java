package dev.azulejo.imaging.colour;

import dev.azulejo.core.job.record.Result;
import dev.azulejo.core.job.request.ResultEncoding;
import dev.azulejo.core.job.request.WantedColour;
import dev.azulejo.core.pixels.Blob;
import dev.azulejo.core.pixels.ImageFormat;
import dev.azulejo.core.pixels.PixelBlock;
import dev.azulejo.core.pixels.PixelFormat;
import dev.azulejo.imaging.libvips.IccTransform;
import dev.azulejo.imaging.pixels.ResultPixels;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How pixels of a result are converted on their way into its file.
///
/// @param from profile of the pixels; without one they count as sRGB
/// @param to profile that they are converted to; absent if they stay as they are
/// @param embedded profile in the file
/// @param colours bands after the conversion, without alpha
/// @param alpha whether the file has alpha; if not, the image is laid on white first
/// @param bits of a sample in the file
public record ResultColour(
        byte[] from, @Nullable Blob to, Optional<byte[]> embedded, int colours, boolean alpha, int bits) {
    private static final int RGB = 3; // also where a profile is none: such a job is refused
    private static final int CMYK = 4;

    public static ResultColour of(Result result) {
        return of(result.pixels(), result.encoding(), result.metadata().profile());
    }

    /// @param profile of the pixels, if any
    public static ResultColour of(PixelFormat pixels, ResultEncoding output, @Nullable Blob profile) {
        var format = output.format();
        var fitting = ColourProfile.fitting(profile, pixels.colourBands());
        byte[] from = fitting.orElseGet(() -> standard(pixels.colourBands()));
        int bits = Math.min(pixels.bits(), format.mostBits() > 8 ? 16 : 8);
        var wanted = wanted(output.colour(), format, pixels, fitting);
        int colours = wanted == null ? pixels.colourBands() : wanted.bands().orElse(RGB);
        boolean alpha = pixels.hasAlpha() && format.hasAlpha() && colours != CMYK;
        if (wanted == null) {
            return new ResultColour(from, null, fitting, colours, alpha, bits);
        }
        byte[] to = bytes(wanted);
        // Grey that is written as three bands needs a profile of three.
        boolean tripled = colours == 1 && !format.hasGrey();
        byte[] embedded = tripled ? StandardProfile.SRGB.bytes() : to;
        return new ResultColour(from, new Blob(to), Optional.of(embedded), colours, alpha, bits);
    }

    private static @Nullable WantedColour wanted(
            @Nullable WantedColour asked, ImageFormat format, PixelFormat pixels, Optional<byte[]> fitting) {
        boolean greyWithProfile = pixels.colourBands() == 1 && fitting.isPresent();
        return asked == null && greyWithProfile && !format.hasGrey()
                ? new WantedColour(WantedColour.SRGB, null)
                : asked;
    }

    private static byte[] standard(int colourBands) {
        return (colourBands == 1 ? StandardProfile.GREY : StandardProfile.SRGB).bytes();
    }

    private static byte[] bytes(WantedColour colour) {
        var own = colour.profile();
        if (own != null) {
            return own.bytes();
        }
        return switch (colour.name()) {
            case WantedColour.GREY -> StandardProfile.GREY.bytes();
            case WantedColour.P3 -> StandardProfile.DISPLAY_P3.bytes();
            default -> StandardProfile.SRGB.bytes();
        };
    }

    /// The number of bands of a pixel in the file, with alpha.
    public int bands() {
        return colours + (alpha ? 1 : 0);
    }

    public ResultPixels apply(PixelBlock rows, IccTransform transform) {
        var pixels = ResultPixels.of(rows);
        if (!alpha) {
            pixels = pixels.onWhite();
        }
        if (to != null) {
            pixels = transform
                    .convert(pixels.withoutAlpha(), from, to.bytes(), colours)
                    .withAlphaOf(pixels);
        }
        return bits == 8 ? pixels.inEightBits() : pixels;
    }
}
