package dev.azulejo.imaging.tiff;

import com.twelvemonkeys.imageio.plugins.tiff.TIFFImageReaderSpi;
import dev.azulejo.core.geometry.Orientation;
import dev.azulejo.core.job.Outcome.Reason;
import dev.azulejo.core.pixels.Blob;
import dev.azulejo.core.pixels.ImageFormat;
import dev.azulejo.core.pixels.ImageMetadata;
import dev.azulejo.core.port.UnreadableImage;
import dev.azulejo.imaging.bytes.SpooledFile;
import dev.azulejo.imaging.decode.FormatName;
import dev.azulejo.imaging.decode.VipsFile;
import dev.azulejo.imaging.exif.SourceExif;
import dev.azulejo.imaging.ifd.TiffDirectory;
import dev.azulejo.imaging.metadata.SourceIptc;
import dev.azulejo.imaging.xmp.SourceXmp;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.stream.FileImageInputStream;

/// Decodes by Java's own reader what libvips does not know: TIFF files of unusual layouts. It holds the whole image
/// in memory, and so there is a limit. Java's windowing is never started: `java.awt.headless` is set where nobody
/// has.
public final class JavaDecoder {
    /// Pixels of the largest image that is read this way, and bytes of the largest raster: a decoder process
    /// has 512 MB of heap.
    private static final long MAX_PIXELS = 50_000_000;

    private static final long MAX_BYTES = 300_000_000;

    private static final String HEADLESS = "java.awt.headless";
    private static final int XMP = 700; // TIFF tags
    private static final int ORIENTATION = 274;
    private static final int ICC_PROFILE = 34_675;

    private final SpooledFile file;
    private final Closeable closing;

    /// @param closing is closed with the rows
    public JavaDecoder(SpooledFile file, Closeable closing) {
        this.file = file;
        this.closing = closing;
        if (System.getProperty(HEADLESS) == null) {
            System.setProperty(HEADLESS, "true");
        }
    }

    /// @param pages how many the file has
    public JavaRows tiff(TiffPage wanted, int page, int pages) throws UnreadableImage {
        var directory = wanted.directory();
        long pixels = directory.number(TiffDirectory.WIDTH, 0) * directory.number(TiffDirectory.HEIGHT, 0);
        var warnings = new ArrayList<String>();
        if (pages > 1 && page == 1) {
            warnings.add(VipsFile.firstWasTaken(ImageFormat.TIFF, pages));
        }
        warnings.addAll(wanted.warnings());
        var metadata = new ImageMetadata(
                bytes(directory, ICC_PROFILE).map(Blob::new).orElse(null),
                SourceExif.of(wanted.file(), directory).map(Blob::new).orElse(null),
                bytes(directory, XMP)
                        .flatMap(block -> SourceXmp.of(block, warnings))
                        .map(Blob::new)
                        .orElse(null),
                SourceIptc.of(directory, warnings).map(Blob::new).orElse(null));
        var plan = new JavaRows.Plan(
                wanted.number(),
                wanted.reader() == TiffReader.TWELVE_MONKEYS ? wanted.depth() : 0,
                directory.density().orElse(null),
                Orientation.ofExif((int) directory.number(ORIENTATION, 1)),
                metadata,
                pages,
                wanted.javaDecodeBytes(),
                warnings);
        boolean monkeys = wanted.reader() == TiffReader.TWELVE_MONKEYS;
        var provider = monkeys ? new TIFFImageReaderSpi() : ofJava(ImageFormat.TIFF);
        long mostPixels = Math.min(MAX_PIXELS, MAX_BYTES / wanted.rasterBytesPerPixel());
        return rows(ImageFormat.TIFF, pixels, mostPixels, provider, plan);
    }

    /// The JDK's own: others on the class path put themselves before it.
    private static ImageReaderSpi ofJava(ImageFormat format) {
        var readers = ImageIO.getImageReadersByFormatName(format.text());
        while (readers.hasNext()) {
            var provider = readers.next().getOriginatingProvider();
            if (provider.getClass().getModule() == ImageIO.class.getModule()) {
                return provider;
            }
        }
        throw new IllegalStateException("no reader of Java's for " + format);
    }

    private static Optional<byte[]> bytes(TiffDirectory directory, int tag) {
        return directory.entry(tag).map(entry -> directory.bytes(entry).array());
    }

    private JavaRows rows(ImageFormat format, long pixels, long mostPixels, ImageReaderSpi provider, JavaRows.Plan plan)
            throws UnreadableImage {
        if (pixels > mostPixels) {
            throw new UnreadableImage(
                    Reason.TOO_LARGE_FOR_READER,
                    "is %s of %d million pixels, and of this kind only %d million are read; save it as PNG"
                            .formatted(FormatName.of(format), pixels / 1_000_000, mostPixels / 1_000_000),
                    null);
        }
        try {
            return opened(format, provider.createReaderInstance(), plan);
        } catch (IOException failure) {
            throw damaged(format, failure);
        }
    }

    private JavaRows opened(ImageFormat format, ImageReader reader, JavaRows.Plan plan) throws UnreadableImage {
        try {
            reader.setInput(new FileImageInputStream(file.path().toFile()));
            return new JavaRows(format, reader, plan, closing);
        } catch (OutOfMemoryError failure) {
            reader.dispose();
            throw tooMuch(format, failure);
        } catch (IOException | RuntimeException failure) {
            reader.dispose();
            throw damaged(format, failure);
        } catch (UnreadableImage failure) {
            reader.dispose();
            throw failure;
        }
    }

    /// Java's readers throw anything at broken files.
    public static UnreadableImage damaged(ImageFormat format, Exception failure) {
        var words = Optional.ofNullable(failure.getMessage())
                .map(message -> message.lines().findFirst().orElse(""))
                .orElse(failure.getClass().getSimpleName().toLowerCase(Locale.ROOT));
        var unable = format == ImageFormat.TIFF ? TiffRefusals.of(words) : Optional.<UnreadableImage>empty();
        return unable.isPresent()
                ? unable.get()
                : new UnreadableImage(
                        Reason.UNREADABLE,
                        "is %s that is damaged (%s); copy or export it again".formatted(FormatName.of(format), words),
                        failure);
    }

    /// They also make arrays as large as a file says.
    public static UnreadableImage tooMuch(ImageFormat format, OutOfMemoryError failure) {
        return new UnreadableImage(
                Reason.DECODER_MEMORY,
                "is %s whose decoder needs more memory than azulejo has; save it as PNG"
                        .formatted(FormatName.of(format)),
                failure);
    }
}
