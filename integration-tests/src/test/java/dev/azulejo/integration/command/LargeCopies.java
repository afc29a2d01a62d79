package dev.azulejo.integration.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.integration.Checkout;
import dev.azulejo.storage.ContentVersion;
import dev.azulejo.storage.Precondition;
import dev.azulejo.storage.Storage;
import dev.azulejo.storage.testkit.wire.ByteStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;

/// A file that is larger than the heap of the command, from place to place by `azulejo storage cp`, which
/// is killed twice in the middle of a request. `benchmarks/copy.sh` does the same with 2 GiB.
abstract class LargeCopies {
    private static final int MIB = Integer.getInteger("azulejo.copy.mib", 72);
    static final long BYTES = (long) MIB << 20;

    private static final int HEAP_MIB = 64;
    private static final int DEATHS = 2;
    /// Questions, and the heads of requests.
    private static final long TALK = 1 << 20;

    private static final Path TABLE = Checkout.ROOT.resolve("integration-tests/target/copies.md");
    private static final Pattern HEAP_BEFORE = Pattern.compile("\\b(\\d+)M->\\d+M\\(\\d+M\\)");

    @TempDir
    Path folder;

    Path source() throws IOException {
        var file = folder.resolve("large.bin");
        var random = new Random(MIB);
        var block = new byte[1 << 20];
        try (var out = Files.newOutputStream(file)) {
            for (int count = 0; count < MIB; count++) {
                random.nextBytes(block);
                out.write(block);
            }
        }
        return file;
    }

    ByteStore store(String name) throws IOException {
        return ByteStore.in(Files.createDirectory(folder.resolve(name)));
    }

    static void fill(Storage place, Path file) throws IOException {
        try (var pending = place.write("large.bin", Map.of(), BYTES)) {
            Files.copy(file, pending);
            pending.commit(Precondition.ABSENT);
        }
    }

    /// Copies, and says what that has taken.
    ///
    /// @param proxy in front of the place that is written
    /// @param chunkBytes of each request of an upload: no more than one is lost with each death
    /// @param fetched how many bytes of files were asked for where they come from
    void copy(Azulejo azulejo, String from, String to, CountingProxy proxy, int chunkBytes, LongSupplier fetched)
            throws IOException {
        long start = System.nanoTime();
        long sentBefore = proxy.sent();
        long fetchedBefore = fetched.getAsLong();
        for (int death = 0; death < DEATHS; death++) {
            var process = new CompletableFuture<Process>();
            proxy.after(BYTES / (DEATHS + 1), () -> process.join().destroyForcibly());
            var running = start(azulejo, from, to);
            process.complete(running.process());
            var killed = running.ended();
            assertThat(killed.exitCode()).as(killed.out() + killed.err()).isEqualTo(128 + 9);
        }
        var ended = start(azulejo, from, to).ended();
        assertThat(ended.exitCode()).as(ended.err()).isZero();

        long sent = proxy.sent() - sentBefore;
        Files.writeString(
                TABLE,
                "| %s → %s | %,d | %,d | %,d | %d MB | %d |%n"
                        .formatted(
                                from.replaceFirst("^/.*/", ""),
                                to,
                                BYTES,
                                sent,
                                fetched.getAsLong() - fetchedBefore,
                                peakMib(),
                                (System.nanoTime() - start) / 1_000_000_000),
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
        assertThat(sent).isBetween(BYTES, BYTES + DEATHS * (long) chunkBytes + TALK);
    }

    private Azulejo.Running start(Azulejo azulejo, String from, String to) {
        return azulejo.withJvm("-Xmx%dm".formatted(HEAP_MIB), "-Xlog:gc:file=%s".formatted(folder.resolve("gc-%p.log")))
                .start("storage", "cp", from, to);
    }

    /// The most that the heap held when it was looked at, in any of the processes.
    private long peakMib() throws IOException {
        long peak = 0;
        try (var logs = Files.newDirectoryStream(folder, "gc-*.log")) {
            for (var log : logs) {
                peak = Math.max(
                        peak,
                        HEAP_BEFORE
                                .matcher(Files.readString(log))
                                .results()
                                .mapToLong(match -> Long.parseLong(match.group(1)))
                                .max()
                                .orElse(0));
            }
        }
        assertThat(peak).isBetween(1L, (long) HEAP_MIB);
        return peak;
    }

    /// Byte by byte, by way of a hash.
    static void assertThatItIs(Storage place, Path file) throws IOException {
        try (var copied = place.read("large.bin");
                var original = Files.newInputStream(file)) {
            assertThat(ContentVersion.of(copied)).isEqualTo(ContentVersion.of(original));
        }
    }
}
