package dev.azulejo.core.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The memory of a process in bytes. Only Linux reports it; it is 0 elsewhere and for a process that has
/// ended.
public final class ProcessMemory {
    private static final Path CLEAR = Path.of("/proc/self/clear_refs");
    private static final String FORGET_PEAK = "5"; // proc(5)
    private static final String SELF = "self";

    private ProcessMemory() {}

    public static long now() {
        return field(SELF, "VmRSS:");
    }

    /// The peak of this process since its start, or since [#forgetPeak].
    public static long peak() {
        return field(SELF, "VmHWM:");
    }

    public static long peakOf(long processId) {
        try {
            return field(Long.toString(processId), "VmHWM:");
        } catch (UncheckedIOException ended) {
            return 0;
        }
    }

    public static void forgetPeak() {
        try {
            if (Files.isWritable(CLEAR)) {
                Files.writeString(CLEAR, FORGET_PEAK);
            }
        } catch (IOException e) {
            // Not allowed in some containers: the peak is then the one since the start, which is an upper bound.
            System.getLogger(ProcessMemory.class.getName()).log(System.Logger.Level.DEBUG, "no peak of its own", e);
        }
    }

    private static long field(String process, String name) {
        var status = Path.of("/proc", process, "status");
        if (!Files.isReadable(status)) {
            return 0;
        }
        try (var lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith(name))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
