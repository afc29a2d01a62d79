package dev.azulejo.imaging.tiff;

import com.twelvemonkeys.imageio.plugins.tiff.TIFFImageReaderSpi;
import dev.azulejo.core.geometry.Orientation;
import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.job.outcome.Outcome.Reason;
import dev.azulejo.core.pixels.Blob;
import dev.azulejo.core.pixels.ImageMetadata;
import dev.azulejo.core.port.ImageDecoder.Rows;
import dev.azulejo.core.port.UnreadableImage;
import dev.azulejo.imaging.bytes.SpooledFile;
import dev.azulejo.imaging.bytes.TemporaryFiles;
import dev.azulejo.imaging.decode.FileFacts;
import dev.azulejo.imaging.exif.SourceExif;
import dev.azulejo.imaging.ifd.Ifd;
import dev.azulejo.imaging.ifd.Tag;
import dev.azulejo.imaging.metadata.SourceIptc;
import dev.azulejo.imaging.xmp.SourceXmp;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.stream.FileImageInputStream;

/// Decodes in Java TIFF files of unusual layouts that libvips does not know. Java's readers hold the
/// whole image in memory, so the size is limited. Java's windowing is never started: `java.awt.headless` is
/// set unless it already is.
final class JavaDecoder {
    /// The greatest number of pixels of an image, and the greatest size of a raster in bytes: a decoder
    /// process has 512 MB of heap.
    private static final long MAX_PIXELS = 50_000_000;

    private static final long MAX_BYTES = 300_000_000;

    private static final String HEADLESS = "java.awt.headless";

    private final SpooledFile file;
    private final Closeable closing;

    /// @param closing closed with the rows
    public JavaDecoder(SpooledFile file, Closeable closing) {
        this.file = file;
        this.closing = closing;
        if (System.getProperty(HEADLESS) == null) {
            System.setProperty(HEADLESS, "true");
        }
    }

    /// @param pages number of pages in the file
    /// @param firstWarnings warnings that come before its own
    Rows tiff(TiffPage wanted, int pages, List<String> firstWarnings) throws UnreadableImage {
        var directory = wanted.directory();
        long pixels = directory.number(Tag.WIDTH, 0) * directory.number(Tag.HEIGHT, 0);
        var warnings = new ArrayList<>(firstWarnings);
        warnings.addAll(wanted.warnings());
        var metadata = new ImageMetadata(
                bytes(directory, Tag.PROFILE).map(Blob::new).orElse(null),
                SourceExif.of(wanted.file().reader(), directory).map(Blob::new).orElse(null),
                bytes(directory, Tag.XMP)
                        .flatMap(block -> SourceXmp.of(block, warnings))
                        .map(Blob::new)
                        .orElse(null),
                SourceIptc.of(directory, warnings).map(Blob::new).orElse(null));
        if (wanted.reader() == TiffReader.PACKED && PackedPixels.of(wanted).leftOut() > 0) {
            warnings.add(FileFacts.Bands.leftOut(PackedPixels.of(wanted).leftOut()));
        }
        var plan = new JavaRows.Plan(
                0, // it stands alone in the copy
                wanted.reader() == TiffReader.JAVA ? 0 : wanted.depth(),
                directory.density().orElse(null),
                Orientation.ofExif((int) directory.number(Tag.ORIENTATION, 1)),
                metadata,
                pages,
                wanted.javaDecodeBytes(),
                warnings);
        checkSize(pixels, Math.min(MAX_PIXELS, MAX_BYTES / wanted.rasterBytesPerPixel()));
        return switch (wanted.reader()) {
            case PACKED -> packed(wanted, plan);
            case TWELVE_MONKEYS -> rows(new TIFFImageReaderSpi(), plan);
            default -> rows(ofJava(), plan);
        };
    }

    private Rows packed(TiffPage wanted, JavaRows.Plan plan) throws UnreadableImage {
        var directory = wanted.directory();
        var size = new Size((int) directory.number(Tag.WIDTH, 0), (int) directory.number(Tag.HEIGHT, 0));
        var pixels = PackedPixels.of(wanted);
        var image = plan.image(size, pixels.format());
        return new PackedRows(new PackedParts(directory, MAX_BYTES), pixels, image, closing);
    }

    /// The JDK's own reader, as others on the class path put themselves before it.
    private static ImageReaderSpi ofJava() {
        var readers = ImageIO.getImageReadersByFormatName("tiff");
        while (readers.hasNext()) {
            var provider = readers.next().getOriginatingProvider();
            if (provider.getClass().getModule() == ImageIO.class.getModule()) {
                return provider;
            }
        }
        throw new IllegalStateException("no reader of Java's for TIFF");
    }

    private static Optional<byte[]> bytes(Ifd directory, int tag) {
        return directory.block(tag);
    }

    private static void checkSize(long pixels, long mostPixels) throws UnreadableImage {
        if (pixels > mostPixels) {
            throw new UnreadableImage(
                    Reason.TOO_LARGE_FOR_READER,
                    "is a TIFF of %d million pixels, and of this kind only %d million are read; save it as PNG"
                            .formatted(pixels / 1_000_000, mostPixels / 1_000_000),
                    null);
        }
    }

    private JavaRows rows(ImageReaderSpi provider, JavaRows.Plan plan) throws UnreadableImage {
        try {
            return opened(provider.createReaderInstance(), plan);
        } catch (IOException failure) {
            throw damaged(failure);
        }
    }

    private JavaRows opened(ImageReader reader, JavaRows.Plan plan) throws UnreadableImage {
        try {
            reader.setInput(new FileImageInputStream(file.path().toFile()));
            return new JavaRows(reader, plan, closing);
        } catch (OutOfMemoryError failure) {
            reader.dispose();
            throw tooMuch(failure);
        } catch (IOException | RuntimeException failure) {
            reader.dispose();
            throw damaged(failure);
        } catch (UnreadableImage failure) {
            reader.dispose();
            throw failure;
        }
    }

    /// The refusal of a damaged file, at which Java's readers may throw any exception.
    public static UnreadableImage damaged(Exception failure) {
        var words = Optional.ofNullable(failure.getMessage())
                .filter(_ -> isTold(failure))
                .flatMap(message -> message.lines().findFirst())
                .map(TemporaryFiles::unnamed)
                .orElse(failure instanceof EOFException ? "its pixels end too soon" : "it contradicts itself");
        var unable = TiffRefusals.of(words);
        return unable.isPresent()
                ? unable.get()
                : new UnreadableImage(
                        Reason.UNREADABLE,
                        "is a TIFF that is damaged (%s); copy or export it again".formatted(words),
                        failure);
    }

    /// Whether a reader says in words what it does not like; others are its own accidents, such as an index out of
    /// bounds, also where it wraps them.
    private static boolean isTold(Throwable failure) {
        return switch (failure) {
            case IOException told -> told.getCause() == null || isTold(told.getCause());
            case IllegalArgumentException _, IllegalStateException _, UnsupportedOperationException _ -> true;
            default -> false;
        };
    }

    /// The refusal of a file for which Java's readers exhausted memory: they make arrays as large as a file
    /// states.
    public static UnreadableImage tooMuch(OutOfMemoryError failure) {
        return new UnreadableImage(
                Reason.DECODER_MEMORY,
                "is a TIFF whose decoder needs more memory than azulejo has; save it as PNG",
                failure);
    }
}
