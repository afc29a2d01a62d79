package dev.azulejo.imaging.child;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Pattern;

/// The error output of a process: the beginning is kept, the rest thrown away, so that the process never
/// waits.
final class LastWords {
    private static final int KEPT_BYTES = 16 << 10;

    /// The line by which a crashed JVM begins its report.
    private static final Pattern SIGNAL = Pattern.compile("#\\s+(SIG[A-Z]+)\\b");

    private static final Pattern FRAME = Pattern.compile("# Problematic frame:\\s*#\\s*C\\s+\\[([^+\\]]+)");

    static final Pattern OUT_OF_MEMORY =
            Pattern.compile("(?i)insufficient memory|out of memory|OutOfMemory|failed to allocate");

    /// The exit code of a process that was ended by a signal, less the signal's number.
    private static final int KILLED = 128;

    private final Thread reader;
    private volatile String text = "";

    LastWords(InputStream errors) {
        reader = Thread.ofVirtual().name("decoder-errors").start(() -> read(errors));
    }

    private void read(InputStream errors) {
        try (errors) {
            var kept = errors.readNBytes(KEPT_BYTES);
            text = new String(kept, StandardCharsets.UTF_8);
            errors.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            return; // what was kept so far must do
        }
    }

    /// The whole text, once the process has ended.
    String text() {
        try {
            reader.join(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return text;
    }

    /// The cause of the end of a process that ended by itself.
    String cause(int exitCode, ChildLimits limits) {
        var words = text();
        if (OUT_OF_MEMORY.matcher(words).find()) {
            return limits.tooMuchMemory();
        }
        var signal = SIGNAL.matcher(words);
        if (!signal.find()) {
            return exitCode > KILLED
                    ? "had its decoder killed by signal %d".formatted(exitCode - KILLED)
                    : "made its decoder end with exit code %d".formatted(exitCode);
        }
        var frame = FRAME.matcher(words);
        return "made its decoder crash (%s%s)".formatted(signal.group(1), frame.find() ? " in " + frame.group(1) : "");
    }
}
