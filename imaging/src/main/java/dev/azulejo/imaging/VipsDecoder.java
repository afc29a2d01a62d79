package dev.azulejo.imaging;

import dev.azulejo.core.pixels.ImageFormat;
import dev.azulejo.core.port.ImageDecoder;
import dev.azulejo.core.port.ProbedImage;
import dev.azulejo.core.port.UnreadableImage;
import dev.azulejo.imaging.bytes.FileBudget;
import dev.azulejo.imaging.decode.Format;
import dev.azulejo.imaging.decode.FormatReader;
import dev.azulejo.imaging.decode.VipsTools;
import dev.azulejo.imaging.libvips.Libvips;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.Map;

/// Decodes images by libvips: JPEG, PNG, WebP and GIF as a stream, TIFF, AVIF and HEIC from a copy in a
/// temporary file, because they are read back and forth. BMP is decoded here, and small TIFF files of kinds
/// that libvips does not know by Java's own reader. Exceptions of `source` are passed on, an [IOException]
/// as an [UncheckedIOException]: a broken stream says nothing about the image.
public final class VipsDecoder implements ImageDecoder {
    private final VipsTools tools;
    private final Map<ImageFormat, FormatReader> readers = new EnumMap<>(ImageFormat.class);

    public VipsDecoder(Libvips libvips) {
        tools = VipsTools.of(libvips);
        Formats.ALL.stream().filter(Format::isRead).forEach(format -> readers.put(format.id(), format.reader(tools)));
    }

    @Override
    public String fingerprint() {
        return tools.libvips().fingerprint();
    }

    @Override
    public ProbedImage probe(InputStream source, int page) throws UnreadableImage {
        try (var rows = decode(source, page)) {
            return rows.image();
        }
    }

    @Override
    public Rows decode(InputStream source, int page) throws UnreadableImage {
        if (page < 1) {
            throw new IllegalArgumentException("pages count from 1 on, got " + page);
        }
        try {
            byte[] firstBytes = source.readNBytes(Admission.BYTES);
            var format = Admission.admit(firstBytes);
            var whole = new SequenceInputStream(new ByteArrayInputStream(firstBytes), source);
            var reader = readers.get(format);
            if (reader == null) {
                throw new IllegalStateException("not admitted: " + format);
            }
            return reader.read(whole, source, page);
        } catch (IOException failure) {
            closeAfter(failure, source);
            throw new UncheckedIOException(failure);
        } catch (FileBudget.Spent spent) {
            closeAfter(spent, source);
            throw spent.refusal();
        } catch (UnreadableImage | RuntimeException | Error failure) {
            closeAfter(failure, source);
            throw failure;
        }
    }

    private static void closeAfter(Throwable failure, InputStream source) {
        try {
            source.close();
        } catch (IOException second) {
            failure.addSuppressed(second);
        }
    }
}
