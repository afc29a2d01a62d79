package dev.azulejo.server;

import dev.azulejo.core.local.CachedFolder;
import dev.azulejo.core.local.PrivateFolder;
import dev.azulejo.core.local.UserCache;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.opentest4j.TestAbortedException;

/// Programs that tests need, fetched once as files beside the tests pin them, into a folder of the user's
/// cache that appears whole.
final class PinnedTools {
    private PinnedTools() {}

    /// @param status 0 where all went well
    record Ended(int status, String said) {}

    /// Skips the test, and says why, where there is no network and nothing was fetched before.
    ///
    /// @param name of the folder
    /// @param pins files that say which versions; a copy of each lies in the folder
    /// @param command fetches into the folder that it is given
    static Path folder(String name, List<Path> pins, Function<Path, List<String>> command) {
        try {
            return new CachedFolder(
                            PrivateFolder.made(UserCache.of(new ProcessBuilder().environment())),
                            name,
                            CachedFolder.fingerprint("", pins))
                    .made(workFolder -> fetched(workFolder, pins, command));
        } catch (UncheckedIOException e) {
            throw new TestAbortedException("%s was not run: %s".formatted(name, e.getMessage()), e);
        }
    }

    private static Path fetched(Path workFolder, List<Path> pins, Function<Path, List<String>> command)
            throws IOException {
        var made = Files.createDirectory(workFolder.resolve("made"));
        for (var pin : pins) {
            Files.copy(pin, made.resolve(Objects.requireNonNull(pin.getFileName())));
        }
        var ended = run(made, Map.of(), command.apply(made));
        if (ended.status != 0) {
            throw new IOException("%s ended with %d: %s".formatted(command.apply(made), ended.status, ended.said));
        }
        return made;
    }

    /// npm, by its lock.
    static List<String> npm(Path folder) {
        return List.of("npm ci --silent --ignore-scripts --no-audit --no-fund".split(" "));
    }

    /// pip, by hashes.
    static List<String> pip(Path folder) {
        return List.of(("python3 -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps"
                        + " --target %s -r %s")
                .formatted(folder, folder.resolve("requirements.txt"))
                .split(" "));
    }

    /// @param environment what programs get beside ours; folders of `PATH` come first
    static Ended run(Path folder, Map<String, String> environment, List<String> command) throws IOException {
        var log = Files.createTempFile("tool-", ".log");
        try {
            var builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            environment.forEach((name, value) -> builder.environment()
                    .merge(name, value, (given, ours) -> name.equals("PATH") ? ours + ":" + given : ours));
            int status = builder.start().waitFor();
            return new Ended(status, Files.readString(log));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } finally {
            Files.delete(log);
        }
    }
}
