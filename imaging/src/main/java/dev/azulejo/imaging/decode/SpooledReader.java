package dev.azulejo.imaging.decode;

import dev.azulejo.core.port.ImageDecoder.Rows;
import dev.azulejo.core.port.UnreadableImage;
import dev.azulejo.imaging.bytes.SpooledFile;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;

/// Reads a format that needs random access, from a copy in a temporary file.
public abstract class SpooledReader implements FormatReader {
    protected final Format format;
    protected final VipsTools tools;

    protected SpooledReader(Format format, VipsTools tools) {
        this.format = format;
        this.tools = tools;
    }

    @Override
    public Rows read(InputStream whole, Closeable source, int page) throws IOException, UnreadableImage {
        requireDecoder();
        var file = SpooledFile.of(whole);
        try {
            return read(file, () -> close(file, source), page);
        } catch (UnreadableImage | RuntimeException | Error failure) {
            file.close();
            throw failure;
        }
    }

    /// @throws UnreadableImage when no decoder for this format is available
    protected void requireDecoder() throws UnreadableImage {}

    /// @param closing closed with the rows
    protected abstract Rows read(SpooledFile file, Closeable closing, int page) throws UnreadableImage;

    /// The rows, decoded by libvips.
    protected Rows byLibvips(SpooledFile file, FileFacts facts, Closeable closing, int page) throws UnreadableImage {
        var input = SpooledInput.of(tools, file, facts);
        return new VipsRows(tools.libvips(), new VipsFile(tools, format, input, page), closing);
    }

    private static void close(SpooledFile file, Closeable source) throws IOException {
        try {
            file.close();
        } finally {
            source.close();
        }
    }
}
