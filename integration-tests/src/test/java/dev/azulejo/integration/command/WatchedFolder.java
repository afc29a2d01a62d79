package dev.azulejo.integration.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.integration.command.Azulejo.Ended;
import dev.azulejo.integration.command.Azulejo.Running;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/// An inbox and an outbox, and whoever watches them.
record WatchedFolder(Azulejo azulejo, Path inbox, Path outbox) {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /// What watches once may be a JVM that has run the command before; what is started is a process of its own.
    static WatchedFolder in(Path folder) throws IOException {
        return by(Azulejo.warm(folder));
    }

    static WatchedFolder by(Azulejo azulejo) throws IOException {
        return new WatchedFolder(
                azulejo,
                Files.createDirectories(azulejo.folder().resolve("in")),
                Files.createDirectories(azulejo.folder().resolve("out")));
    }

    Ended once(String... options) {
        return azulejo.run(arguments("--once", options));
    }

    Running started(String... options) {
        return azulejo.start(arguments("--settle=1", options));
    }

    Object[] arguments(String first, String... more) {
        var arguments = new ArrayList<Object>(List.of("watch", inbox, outbox, first, "--threads=2"));
        arguments.addAll(List.of(more));
        return arguments.toArray();
    }

    /// Puts a file there as if it had lain there for long: it counts at once.
    Path put(String key, byte[] bytes) throws IOException {
        var file = inbox.resolve(key);
        var beside = Files.write(inbox.resolveSibling("moving"), bytes);
        Files.setLastModifiedTime(beside, FileTime.from(Instant.now().minusSeconds(60)));
        Files.createDirectories(file.getParent());
        return Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    Path put(String key, BufferedImage picture) throws IOException {
        return put(key, Pictures.encoded(picture, key.endsWith(".png") ? "png" : "jpg"));
    }

    Set<String> results() {
        return JobFolder.filesBelow(outbox);
    }

    /// What somebody sees who looks into the outbox: no files that are being written.
    Set<String> visible() {
        return results().stream()
                .filter(name -> !name.contains("/.azulejo-"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    int widthOf(String key) {
        return Pictures.read(outbox.resolve(key)).getWidth();
    }

    static void await(String what, BooleanSupplier condition) {
        var end = Instant.now().plus(PATIENCE);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).as("waiting for " + what).isBefore(end);
            pause(20);
        }
    }

    static void pause(int milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
