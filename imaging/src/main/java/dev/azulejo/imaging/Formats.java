package dev.azulejo.imaging;

import static dev.azulejo.core.pixels.ImageFormat.AVIF;
import static dev.azulejo.core.pixels.ImageFormat.BMP;
import static dev.azulejo.core.pixels.ImageFormat.DZI;
import static dev.azulejo.core.pixels.ImageFormat.GIF;
import static dev.azulejo.core.pixels.ImageFormat.HEIC;
import static dev.azulejo.core.pixels.ImageFormat.IIIF;
import static dev.azulejo.core.pixels.ImageFormat.JPEG;
import static dev.azulejo.core.pixels.ImageFormat.PNG;
import static dev.azulejo.core.pixels.ImageFormat.SZI;
import static dev.azulejo.core.pixels.ImageFormat.TIFF;
import static dev.azulejo.core.pixels.ImageFormat.WEBP;
import static dev.azulejo.imaging.decode.Format.NOT_READ;
import static dev.azulejo.imaging.decode.Format.NOT_WRITTEN;
import static dev.azulejo.imaging.decode.StreamReader.watchedBy;

import dev.azulejo.core.pixels.ImageFormat;
import dev.azulejo.imaging.bmp.BmpReader;
import dev.azulejo.imaging.decode.Format;
import dev.azulejo.imaging.gif.GifWatch;
import dev.azulejo.imaging.heif.AvifEncoder;
import dev.azulejo.imaging.heif.HeifReader;
import dev.azulejo.imaging.jpeg.JpegStripEncoder;
import dev.azulejo.imaging.jpeg.JpegWatch;
import dev.azulejo.imaging.png.PngStream;
import dev.azulejo.imaging.png.PngStripEncoder;
import dev.azulejo.imaging.pyramid.PyramidEncoder;
import dev.azulejo.imaging.tiff.TiffDecoder;
import dev.azulejo.imaging.tiff.TiffStripEncoder;
import dev.azulejo.imaging.webp.RiffWatch;
import dev.azulejo.imaging.webp.WebpEncoder;
import java.util.List;

/// The table of formats: a row for each that is read or written, in the order in which they are listed for
/// users.
final class Formats {
    static final List<Format> ALL = List.of(
            new Format(JPEG, "images", "Jpeg", "jpegload", watchedBy(JpegWatch::new), JpegStripEncoder::new),
            new Format(PNG, "images", "Png", "pngload", watchedBy(PngStream::new), PngStripEncoder::new),
            new Format(WEBP, "frames", "Webp", "webpload", watchedBy(RiffWatch::new), WebpEncoder::new),
            new Format(AVIF, "images", "Heif", "heifload", HeifReader::new, AvifEncoder::new),
            new Format(HEIC, "images", "Heif", "heifload", HeifReader::new, NOT_WRITTEN),
            new Format(TIFF, "pages", "Tiff", "tiffload", TiffDecoder::new, TiffStripEncoder::new),
            new Format(GIF, "frames", "Nsgif", "gifload", watchedBy(GifWatch::new), NOT_WRITTEN),
            new Format(BMP, "images", "", "", BmpReader::new, NOT_WRITTEN),
            new Format(DZI, "images", "", "", NOT_READ, PyramidEncoder::new),
            new Format(IIIF, "images", "", "", NOT_READ, PyramidEncoder::new),
            new Format(SZI, "images", "", "", NOT_READ, PyramidEncoder::new));

    private Formats() {}

    static Format row(ImageFormat id) {
        return ALL.stream().filter(format -> format.id() == id).findFirst().orElseThrow();
    }

    /// The names of the formats that are read, as users write them.
    static String readable() {
        return ImageFormat.listed(
                ALL.stream()
                        .filter(Format::isRead)
                        .map(format -> format.id().title())
                        .toList(),
                "or");
    }
}
