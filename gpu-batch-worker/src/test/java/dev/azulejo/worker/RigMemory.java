package dev.azulejo.worker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/// Samples the memory of this process, without mapped files, several times a second. Only on Linux.
final class RigMemory {
    private static final Path STATUS = Path.of("/proc/self/status");
    private final AtomicLong peakKilobytes = new AtomicLong();

    RigMemory() {
        Thread.ofPlatform().daemon().name("memory").start(this::look);
    }

    void forget() {
        peakKilobytes.set(0);
    }

    long peakMegabytes() {
        return peakKilobytes.get() / 1000;
    }

    private void look() {
        try {
            while (true) {
                peakKilobytes.accumulateAndGet(anonymousKilobytes(), Math::max);
                Thread.sleep(200);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static long anonymousKilobytes() throws IOException {
        return Files.readAllLines(STATUS).stream()
                .filter(line -> line.startsWith("RssAnon:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                .findFirst()
                .orElse(0);
    }

    static String processor() throws IOException {
        return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 2))
                .findFirst()
                .orElse("an unknown processor");
    }
}
