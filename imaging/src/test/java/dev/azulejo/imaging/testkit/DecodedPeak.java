package dev.azulejo.imaging.testkit;

import dev.azulejo.core.local.ProcessMemory;
import dev.azulejo.imaging.VipsDecoder;
import dev.azulejo.imaging.fetch.LibvipsFinder;
import dev.azulejo.imaging.libvips.Libvips;
import dev.azulejo.imaging.libvips.LibvipsChoice;
import java.nio.file.Files;
import java.nio.file.Path;

/// Decodes files in a process and prints by how many bytes each raised the peak of resident memory, native
/// memory included.
public final class DecodedPeak {
    private static final int ROWS = 64;

    private DecodedPeak() {}

    /// @param arguments the choice of libvips, a folder for the cache, the files, the first of which is for
    ///     warming up
    public static void main(String[] arguments) throws Exception {
        var libvips = new Libvips(new LibvipsFinder(LibvipsChoice.parse(arguments[0]), Path.of(arguments[1])).find());
        var decoder = new VipsDecoder(libvips);
        decode(decoder, Path.of(arguments[2]));
        long before = ProcessMemory.peak();
        decode(decoder, Path.of(arguments[3]));
        System.out.println(ProcessMemory.peak() - before);
    }

    private static void decode(VipsDecoder decoder, Path file) throws Exception {
        try (var rows = decoder.decode(Files.newInputStream(file), 1)) {
            var size = rows.image().stored();
            var target = new byte[size.width() * rows.image().pixels().bytesPerPixel() * ROWS];
            for (int top = 0; top < size.height(); top += ROWS) {
                rows.next(Math.min(ROWS, size.height() - top), target, 0);
            }
        }
    }
}
