package dev.azulejo.imaging;

import dev.azulejo.core.job.Manifest;
import dev.azulejo.core.pixels.ImageFormat;
import dev.azulejo.core.pixels.PixelBlock;
import dev.azulejo.core.port.StripEncoder;
import dev.azulejo.core.port.StripEncoders;
import dev.azulejo.imaging.encode.FittingEncoder;
import dev.azulejo.imaging.heif.AvifEncoder;
import dev.azulejo.imaging.jpeg.JpegStripEncoder;
import dev.azulejo.imaging.libvips.Libvips;
import dev.azulejo.imaging.png.PngStripEncoder;
import dev.azulejo.imaging.pyramid.PyramidEncoder;
import dev.azulejo.imaging.tiff.TiffStripEncoder;
import dev.azulejo.imaging.webp.WebpEncoder;

/// An encoder for each format that is written. Thread-safe.
public final class VipsStripEncoders implements StripEncoders {
    private final PngStripEncoder png;
    private final JpegStripEncoder jpeg;
    private final TiffStripEncoder tiff;
    private final WebpEncoder webp;
    private final AvifEncoder avif;
    private final PyramidEncoder pyramid;

    public VipsStripEncoders(Libvips libvips) {
        png = new PngStripEncoder(libvips);
        jpeg = new JpegStripEncoder(libvips);
        tiff = new TiffStripEncoder(libvips);
        webp = new WebpEncoder(libvips);
        avif = new AvifEncoder(libvips);
        pyramid = new PyramidEncoder(libvips);
    }

    /// @throws dev.azulejo.core.failure.PermanentFailure when the libvips that was found cannot write the
    ///     format, saying how to get one that can
    @Override
    public StripEncoder forFormat(ImageFormat format) {
        return switch (format) {
            case PNG -> png;
            case JPEG -> new FittingEncoder(jpeg);
            case TIFF -> tiff;
            case WEBP -> new FittingEncoder(webp.required());
            case AVIF -> new FittingEncoder(avif.required());
            case DZI, IIIF, SZI -> pyramid;
            case GIF, BMP, HEIC, JPEG_2000 ->
                throw new IllegalArgumentException("%s is read, not written".formatted(format.text()));
        };
    }

    /// Other pixels than those of the strip would make a file that is broken without anybody noticing.
    public static void requireShape(Manifest manifest, int strip, PixelBlock rows) {
        var outputRect = manifest.strips().outputRect(strip);
        boolean fits = rows.width() == outputRect.width() && rows.height() == outputRect.height();
        if (!fits || !rows.format().equals(manifest.pixels())) {
            throw new IllegalArgumentException("strip %d is %dx%d of %s, got %dx%d of %s"
                    .formatted(
                            strip,
                            outputRect.width(),
                            outputRect.height(),
                            manifest.pixels(),
                            rows.width(),
                            rows.height(),
                            rows.format()));
        }
    }
}
