package dev.azulejo.imaging;

import dev.azulejo.core.geometry.Orientation;
import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.job.Density;
import dev.azulejo.core.job.Outcome.Reason;
import dev.azulejo.core.pixels.Blob;
import dev.azulejo.core.pixels.ImageFormat;
import dev.azulejo.core.pixels.ImageMetadata;
import dev.azulejo.core.pixels.PixelFormat;
import dev.azulejo.core.port.ProbedImage;
import dev.azulejo.core.port.UnreadableImage;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;

/// A file that libvips has open: its header is read, its pixels are not. Owns what libvips holds for it,
/// not the stream. For one thread at a time.
final class VipsFile implements AutoCloseable {
    private final Libvips libvips;
    private final VipsLoader loader;
    private final ImageFormat format;
    private final StreamSource stream;
    private final MemorySegment source;
    private final MemorySegment image;

    /// @throws UnreadableImage when the header is broken
    VipsFile(Libvips libvips, VipsLoader loader, ImageFormat format, InputStream bytes) throws UnreadableImage {
        this.libvips = libvips;
        this.loader = loader;
        this.format = format;
        var watch = switch (format) {
            case PNG -> new PngWatch();
            case JPEG -> new JpegWatch();
            case WEBP, AVIF, TIFF, GIF, BMP, HEIC, JPEG_2000 ->
                throw new IllegalStateException("not admitted: " + format);
        };
        stream = new StreamSource(bytes, watch);
        source = loader.newSource(stream);
        libvips.forgetWarnings();
        image = loader.open(format, source).orElse(MemorySegment.NULL);
        if (image.address() == 0) {
            try (this) {
                throw broken("in its header");
            }
        }
    }

    ProbedImage probe() throws UnreadableImage {
        var orientation = Orientation.ofExif(loader.orientation(image));
        var profile = loader.blob(image, "icc-profile-data").orElse(null);
        var size = new Size(loader.width(image), loader.height(image));
        var metadata = ImageMetadata.NONE.withProfile(profile == null ? null : new Blob(profile));
        return new ProbedImage(
                format, size, pixels(), orientation, metadata, density().orElse(null), 1, List.of());
    }

    private PixelFormat pixels() throws UnreadableImage {
        int bands = loader.bands(image);
        int bits = switch (loader.format(image)) {
            case VipsLoader.FORMAT_UCHAR -> 8;
            case VipsLoader.FORMAT_USHORT -> 16;
            default -> 0;
        };
        if (format == ImageFormat.JPEG && bands == 4) {
            throw new UnreadableImage(
                    Reason.UNSUPPORTED_PIXELS, "is a JPEG in CMYK colours, for print; convert it to RGB", null);
        }
        if (bits == 0 || bands < 1 || bands > 4 || (format == ImageFormat.JPEG && bands == 2)) {
            throw new UnreadableImage(
                    Reason.UNSUPPORTED_PIXELS,
                    "is a %s with %d channels of an unusual kind; convert it to RGB".formatted(format, bands),
                    null);
        }
        return new PixelFormat(bands, bits);
    }

    private Optional<Density> density() {
        // libvips notes a unit only where the file has one; else the numbers are its default (jpeg2vips.c, exif.c).
        return stream.watch().density().or(() -> {
            double horizontal = loader.horizontalDensity(image);
            double vertical = loader.verticalDensity(image);
            boolean stated = loader.has(image, "resolution-unit") && horizontal > 0 && vertical > 0;
            return stated ? Optional.of(new Density(horizontal, vertical)) : Optional.empty();
        });
    }

    /// The pixels of the next rows, in memory of libvips.
    MemorySegment fetch(int top, Size size) throws UnreadableImage {
        var pixels = loader.fetch(image, top, size.width(), size.height());
        return pixels.orElseThrow(() -> broken("in rows %d to %d".formatted(top, top + size.height() - 1)));
    }

    /// Says no to a file whose rows are all there, but whose end is not.
    void finish() throws UnreadableImage {
        stream.finish();
        if (!stream.watch().complete()) {
            throw broken("at its end");
        }
    }

    /// What stopped us at `place`, such as `in its header`: the stream, which is thrown at once, or else
    /// the file.
    private UnreadableImage broken(String place) {
        var words = libvips.lastError();
        stream.rethrow();
        if (stream.ended() && !stream.watch().complete()) {
            var detail = "is a %s that is cut off %s; copy or download it again".formatted(format, place);
            return new UnreadableImage(Reason.UNREADABLE, detail, null);
        }
        var detail = "is a %s that is damaged %s (%s); copy or export it again".formatted(format, place, words);
        return new UnreadableImage(Reason.UNREADABLE, detail, null);
    }

    @Override
    public void close() {
        stream.detach();
        if (image.address() != 0) {
            libvips.unref(image);
        }
        libvips.unref(source);
    }
}
