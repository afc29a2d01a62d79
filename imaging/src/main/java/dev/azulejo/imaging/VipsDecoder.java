package dev.azulejo.imaging;

import dev.azulejo.core.pixels.ImageFormat;
import dev.azulejo.core.port.ImageDecoder;
import dev.azulejo.core.port.ProbedImage;
import dev.azulejo.core.port.UnreadableImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;

/// Decodes PNG and JPEG by libvips, as a stream. What `source` throws comes out as it is, an [IOException]
/// as an [UncheckedIOException]: that a stream breaks says nothing about the image.
public final class VipsDecoder implements ImageDecoder {
    private final Libvips libvips;
    private final VipsLoader loader;

    public VipsDecoder(Libvips libvips) {
        this.libvips = libvips;
        loader = new VipsLoader(libvips);
    }

    @Override
    public String fingerprint() {
        return libvips.fingerprint();
    }

    @Override
    public ProbedImage probe(InputStream source, int page) throws UnreadableImage {
        try (var rows = decode(source, page)) {
            return rows.image();
        }
    }

    @Override
    public Rows decode(InputStream source, int page) throws UnreadableImage {
        try {
            byte[] firstBytes = source.readNBytes(ImageFormat.SNIFFED_BYTES);
            var format = Admission.admit(firstBytes);
            var whole = new SequenceInputStream(new ByteArrayInputStream(firstBytes), source);
            return rows(new VipsFile(libvips, loader, format, whole), source);
        } catch (IOException failure) {
            closeAfter(failure, source);
            throw new UncheckedIOException(failure);
        } catch (UnreadableImage | RuntimeException | Error failure) {
            closeAfter(failure, source);
            throw failure;
        }
    }

    private Rows rows(VipsFile file, InputStream source) throws UnreadableImage {
        try {
            return new VipsRows(libvips, file, source, file.probe());
        } catch (UnreadableImage | RuntimeException | Error failure) {
            file.close();
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
