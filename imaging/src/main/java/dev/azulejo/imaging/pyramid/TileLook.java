package dev.azulejo.imaging.pyramid;

import dev.azulejo.core.job.record.Result;
import dev.azulejo.core.job.request.ResultEncoding;
import dev.azulejo.core.job.request.WantedColour;
import dev.azulejo.core.pixels.Blob;
import dev.azulejo.core.pixels.ImageFormat;
import dev.azulejo.core.pixels.PixelBlock;
import dev.azulejo.core.pixels.PixelFormat;
import dev.azulejo.core.pyramid.TileNames;
import dev.azulejo.imaging.colour.ResultColour;
import dev.azulejo.imaging.colour.StandardProfile;
import dev.azulejo.imaging.jpeg.JpegSaver;
import dev.azulejo.imaging.libvips.IccTransform;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The common look of a pyramid's tiles. A profile in each of some 10,000 tiles would be large, so pixels
/// become sRGB, which a file without a profile counts as, unless other colours are asked for by name.
///
/// @param colour conversion of the pixels
/// @param format PNG or JPEG
/// @param quality of JPEG
record TileLook(ResultColour colour, ImageFormat format, int quality) {
    private static final int TILE_BITS = 8;

    static TileLook of(Result result) {
        var given = ResultColour.of(result);
        var format = TileNames.tileFormat(result);
        var standard = given.colours() == 1 ? StandardProfile.GREY : StandardProfile.SRGB;
        var asked = result.encoding().colour();
        boolean isOther =
                asked != null && (asked.profile() != null || asked.name().equals(WantedColour.P3));
        boolean mustConvert = given.to() == null && given.embedded().isPresent();
        var colour = new ResultColour(
                given.from(),
                mustConvert ? new Blob(standard.bytes()) : given.to(),
                isOther ? given.embedded() : Optional.empty(),
                given.colours(),
                format == ImageFormat.PNG,
                TILE_BITS);
        return new TileLook(colour, format, result.encoding().quality());
    }

    /// The look for given pixels: in the colours of sRGB, and as PNG if there is alpha, even if no pixel is
    /// transparent.
    ///
    /// @param profile of the pixels, if any
    static TileLook of(PixelFormat pixels, @Nullable Blob profile, int quality) {
        var format = pixels.hasAlpha() ? ImageFormat.PNG : ImageFormat.JPEG;
        var given = ResultColour.of(pixels, ResultEncoding.of(format, quality), profile);
        var standard = given.colours() == 1 ? StandardProfile.GREY : StandardProfile.SRGB;
        boolean mustConvert = given.to() == null && given.embedded().isPresent();
        var colour = new ResultColour(
                given.from(),
                mustConvert ? new Blob(standard.bytes()) : given.to(),
                Optional.empty(),
                given.colours(),
                pixels.hasAlpha(),
                TILE_BITS);
        return new TileLook(colour, format, quality);
    }

    /// The format of the pixels that are cut into tiles.
    PixelFormat pixels() {
        return new PixelFormat(colour.bands(), TILE_BITS);
    }

    PixelBlock apply(PixelBlock rows, IccTransform transform) {
        var pixels = colour.apply(rows, transform);
        return new PixelBlock(pixels.width(), pixels.height(), pixels(), pixels.samples());
    }

    JpegSaver.Settings jpeg() {
        return new JpegSaver.Settings(quality, JpegSaver.isSubsampled(colour.colours(), quality), 0);
    }
}
