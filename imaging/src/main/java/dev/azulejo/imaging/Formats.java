package dev.azulejo.imaging;

import dev.azulejo.core.pixels.ImageFormat;
import dev.azulejo.imaging.bmp.BmpReader;
import dev.azulejo.imaging.decode.Format;
import dev.azulejo.imaging.decode.StreamReader;
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

/// The table of formats: a row for each that is read or written, in the order in which people are told of them.
final class Formats {
    static final List<Format> ALL = List.of(
            Format.of(ImageFormat.JPEG, "a JPEG")
                    .loadedBy("VipsForeignLoadJpeg", "jpegload_source")
                    .readBy(StreamReader.watchedBy(_ -> new JpegWatch()))
                    .writtenBy(JpegStripEncoder::new),
            Format.of(ImageFormat.PNG, "a PNG")
                    .loadedBy("VipsForeignLoadPng", "pngload_source")
                    .readBy(StreamReader.watchedBy(PngStream::new))
                    .writtenBy(PngStripEncoder::new),
            Format.of(ImageFormat.WEBP, "a WebP")
                    .withPages("frames")
                    .loadedBy("VipsForeignLoadWebp", "webpload_source")
                    .readBy(StreamReader.watchedBy(_ -> new RiffWatch()))
                    .writtenBy(WebpEncoder::new),
            Format.of(ImageFormat.AVIF, "an AVIF")
                    .loadedBy("VipsForeignLoadHeif", "heifload_source")
                    .readBy(HeifReader::new)
                    .writtenBy(AvifEncoder::new),
            Format.of(ImageFormat.HEIC, "a HEIC")
                    .loadedBy("VipsForeignLoadHeif", "heifload_source")
                    .readBy(HeifReader::new),
            Format.of(ImageFormat.TIFF, "a TIFF")
                    .withPages("pages")
                    .loadedBy("VipsForeignLoadTiff", "tiffload_source")
                    .readBy(TiffDecoder::new)
                    .writtenBy(TiffStripEncoder::new),
            Format.of(ImageFormat.GIF, "a GIF")
                    .withPages("frames")
                    .loadedBy("VipsForeignLoadNsgif", "gifload_source")
                    .readBy(StreamReader.watchedBy(_ -> new GifWatch())),
            Format.of(ImageFormat.BMP, "a BMP").readBy(BmpReader::new),
            Format.of(ImageFormat.DZI, "a Deep Zoom image").writtenBy(PyramidEncoder::new),
            Format.of(ImageFormat.IIIF, "an IIIF image").writtenBy(PyramidEncoder::new),
            Format.of(ImageFormat.SZI, "an SZI file").writtenBy(PyramidEncoder::new));

    private Formats() {}

    static Format row(ImageFormat id) {
        return ALL.stream().filter(format -> format.id() == id).findFirst().orElseThrow();
    }

    /// Those that are read, as people write them.
    static String readable() {
        var names = ALL.stream()
                .filter(format -> format.reading().isPresent())
                .map(Format::name)
                .toList();
        return "%s or %s".formatted(String.join(", ", names.subList(0, names.size() - 1)), names.getLast());
    }
}
