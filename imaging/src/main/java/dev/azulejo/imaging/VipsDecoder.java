package dev.azulejo.imaging;

import dev.azulejo.core.pixels.ImageFormat;
import dev.azulejo.core.port.ImageDecoder;
import dev.azulejo.core.port.ProbedImage;
import dev.azulejo.core.port.UnreadableImage;
import dev.azulejo.imaging.admission.Admission;
import dev.azulejo.imaging.decode.FileWatch;
import dev.azulejo.imaging.decode.StreamInput;
import dev.azulejo.imaging.decode.VipsFile;
import dev.azulejo.imaging.decode.VipsRows;
import dev.azulejo.imaging.decode.VipsTools;
import dev.azulejo.imaging.gif.GifWatch;
import dev.azulejo.imaging.jpeg.JpegWatch;
import dev.azulejo.imaging.libvips.Libvips;
import dev.azulejo.imaging.png.PngStream;
import dev.azulejo.imaging.webp.RiffWatch;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;

/// Decodes images by libvips: JPEG, PNG, WebP and GIF as a stream, TIFF, AVIF and HEIC from a copy in a
/// temporary file, because they are read back and forth; BMP by ourselves, and small TIFF files of kinds that
/// libvips does not know by Java's own reader. What `source` throws comes out as it is, an [IOException] as an
/// [UncheckedIOException]: that a stream breaks says nothing about the image.
public final class VipsDecoder implements ImageDecoder {
    private final VipsTools tools;
    private final SpooledDecoder spooledDecoder;

    public VipsDecoder(Libvips libvips) {
        tools = VipsTools.of(libvips);
        spooledDecoder = new SpooledDecoder(tools);
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
            return rows(format, whole, source, page);
        } catch (IOException failure) {
            closeAfter(failure, source);
            throw new UncheckedIOException(failure);
        } catch (UnreadableImage | RuntimeException | Error failure) {
            closeAfter(failure, source);
            throw failure;
        }
    }

    private Rows rows(ImageFormat format, InputStream whole, InputStream source, int page)
            throws IOException, UnreadableImage {
        return switch (format) {
            case PNG -> {
                var png = new PngStream(whole);
                yield streamed(format, png, source, png, page);
            }
            case JPEG -> streamed(format, whole, source, new JpegWatch(), page);
            case WEBP -> streamed(format, whole, source, new RiffWatch(), page);
            case GIF -> streamed(format, whole, source, new GifWatch(), page);
            case TIFF, AVIF, HEIC, BMP -> spooledDecoder.decode(format, whole, source, page);
            case JPEG_2000, DZI, IIIF, SZI -> throw new IllegalStateException("not admitted: " + format);
        };
    }

    private Rows streamed(ImageFormat format, InputStream whole, InputStream source, FileWatch watch, int page)
            throws UnreadableImage {
        var input = new StreamInput(tools.libvips(), tools.loader(), whole, watch);
        return new VipsRows(tools.libvips(), new VipsFile(tools, format, input, page), source);
    }

    private static void closeAfter(Throwable failure, InputStream source) {
        try {
            source.close();
        } catch (IOException second) {
            failure.addSuppressed(second);
        }
    }
}
