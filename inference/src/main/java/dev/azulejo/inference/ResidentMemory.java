package dev.azulejo.inference;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What of this process lies in memory, in bytes. Only Linux tells: elsewhere all of it is 0.
public final class ResidentMemory {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final Path CLEAR = Path.of("/proc/self/clear_refs");
    private static final String FORGET_PEAK = "5"; // proc(5)

    private ResidentMemory() {}

    static long now() {
        return field("VmRSS:");
    }

    /// The most since the start, or since [#forgetPeak].
    public static long peak() {
        return field("VmHWM:");
    }

    static void forgetPeak() {
        try {
            if (Files.isWritable(CLEAR)) {
                Files.writeString(CLEAR, FORGET_PEAK);
            }
        } catch (IOException e) {
            // Not allowed in some containers: the peak is then the one since the start, which is an upper bound.
            System.getLogger(ResidentMemory.class.getName()).log(System.Logger.Level.DEBUG, "no peak of its own", e);
        }
    }

    private static long field(String name) {
        if (!Files.isReadable(STATUS)) {
            return 0;
        }
        try (var lines = Files.lines(STATUS)) {
            return lines.filter(line -> line.startsWith(name))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
