package dev.azulejo.imaging.child;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/// Tells how much memory a process holds: from `/proc` on Linux, by `ps` elsewhere.
final class ResidentMemory {
    private static final boolean HAS_PROC = Files.isReadable(Path.of("/proc/self/status"));
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s*(\\d+) kB");

    /// The pause between two checks; `ps` is a process itself.
    static final Duration PAUSE = Duration.ofMillis(HAS_PROC ? 50 : 500);

    private ResidentMemory() {}

    /// The resident memory in bytes; empty if the process is gone, or the system does not tell.
    static OptionalLong of(long processId) {
        try {
            var text = HAS_PROC ? ofProc(processId) : ofPs(processId);
            return text.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(text) * 1024);
        } catch (IOException | NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    private static String ofProc(long processId) throws IOException {
        var found = RESIDENT.matcher(Files.readString(Path.of("/proc/%d/status".formatted(processId))));
        return found.find() ? found.group(1) : "";
    }

    private static String ofPs(long processId) throws IOException {
        var ps = new ProcessBuilder("ps", "-o", "rss=", "-p", Long.toString(processId))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var out = ps.getInputStream()) {
            return new String(out.readAllBytes(), StandardCharsets.US_ASCII).strip();
        }
    }
}
