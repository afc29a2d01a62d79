package dev.azulejo.imaging.bytes;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;

/// Makes files for copies of users' files in the folder for temporary files (`java.io.tmpdir`), readable
/// only by their owner. They are removed when the process ends, also by a signal; the next process removes
/// what a killed one has left.
public final class TemporaryFiles {
    private static final Pattern NAME = Pattern.compile("azulejo-(\\d{1,18})-.*[.]source");

    private static final Pattern PATH = Pattern.compile("\\S*azulejo-\\d{1,18}-\\w*[.]source");

    /// The age from which a file is surely abandoned: a process in another container, whose number means
    /// nothing here, may have just created it.
    private static final Duration SURELY_LEFT = Duration.ofHours(1);

    private static final Set<Path> OURS = ConcurrentHashMap.newKeySet();
    private static final AtomicBoolean SWEPT = new AtomicBoolean();

    static {
        Runtime.getRuntime()
                .addShutdownHook(Thread.ofPlatform().unstarted(() -> OURS.forEach(TemporaryFiles::tryToDelete)));
    }

    private TemporaryFiles() {}

    /// A library's words without the path of a copy, which means nothing to the file's owner.
    public static String unnamed(String words) {
        return PATH.matcher(words).replaceAll("its copy");
    }

    /// Makes a new, empty file.
    static Path make() throws IOException {
        if (SWEPT.compareAndSet(false, true)) {
            sweep(Path.of(System.getProperty("java.io.tmpdir")), Instant.now());
        }
        var path = Files.createTempFile(
                "azulejo-%d-".formatted(ProcessHandle.current().pid()), ".source");
        OURS.add(path);
        return path;
    }

    static void delete(Path path) throws IOException {
        OURS.remove(path);
        Files.deleteIfExists(path);
    }

    /// Removes what processes that have ended have left in `folder`.
    static void sweep(Path folder, Instant now) {
        try (var found = Files.newDirectoryStream(folder, "azulejo-*.source")) {
            for (var path : found) {
                var name = NAME.matcher(path.getFileName().toString());
                if (name.matches()
                        && ProcessHandle.of(Long.parseLong(name.group(1))).isEmpty()
                        && Files.getLastModifiedTime(path).toInstant().isBefore(now.minus(SURELY_LEFT))) {
                    tryToDelete(path);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            System.getLogger(TemporaryFiles.class.getName()).log(System.Logger.Level.DEBUG, "leftovers stay", e);
        }
    }

    private static void tryToDelete(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            System.getLogger(TemporaryFiles.class.getName()).log(System.Logger.Level.DEBUG, "leftovers stay", e);
        }
    }
}
