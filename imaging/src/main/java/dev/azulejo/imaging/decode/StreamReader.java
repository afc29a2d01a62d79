package dev.azulejo.imaging.decode;

import dev.azulejo.core.port.ImageDecoder.Rows;
import dev.azulejo.core.port.UnreadableImage;
import java.io.Closeable;
import java.io.InputStream;
import java.util.function.Function;
import java.util.function.Supplier;

/// Reads a format by libvips while the file arrives.
///
/// @param watch makes the watch that follows a file
public record StreamReader(Format format, VipsTools tools, Function<InputStream, FileWatch> watch)
        implements FormatReader {
    /// Makes a reader for a row of the table of formats, with a watch that reads the file.
    public static Format.MakeReader watchedBy(Function<InputStream, FileWatch> watch) {
        return (format, tools) -> new StreamReader(format, tools, watch);
    }

    /// Makes a reader with a watch that does not read the file itself.
    public static Format.MakeReader watchedBy(Supplier<FileWatch> watch) {
        return watchedBy(_ -> watch.get());
    }

    @Override
    public Rows read(InputStream file, Closeable closing, int page) throws UnreadableImage {
        var input = new StreamInput(tools, file, watch.apply(file));
        return new VipsRows(tools.libvips(), new VipsFile(tools, format, input, page), closing);
    }
}
