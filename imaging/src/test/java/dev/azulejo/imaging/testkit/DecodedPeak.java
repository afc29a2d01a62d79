package dev.azulejo.imaging.testkit;

import dev.azulejo.imaging.VipsDecoder;
import dev.azulejo.imaging.fetch.LibvipsFinder;
import dev.azulejo.imaging.libvips.Libvips;
import dev.azulejo.imaging.libvips.LibvipsChoice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The main class of a process that decodes a file and prints by how many bytes that raised the most it ever
/// had in memory, native memory included.
public final class DecodedPeak {
    private static final int ROWS = 64;

    private DecodedPeak() {}

    /// @param arguments which libvips, a folder for the cache, the files; the first is one that warms all up
    public static void main(String[] arguments) throws Exception {
        var libvips = new Libvips(new LibvipsFinder(LibvipsChoice.parse(arguments[0]), Path.of(arguments[1])).find());
        var decoder = new VipsDecoder(libvips);
        decode(decoder, Path.of(arguments[2]));
        long before = peak();
        decode(decoder, Path.of(arguments[3]));
        System.out.println(peak() - before);
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

    private static long peak() throws IOException {
        try (var lines = Files.lines(Path.of("/proc/self/status"))) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .findFirst()
                    .orElseThrow();
        }
    }
}
