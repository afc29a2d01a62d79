package dev.azulejo.core.local;

import dev.azulejo.storage.ContentVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// A folder of a cache that is made once and appears whole, by a rename. Builds that run side by side wait
/// for each other, and a killed one leaves nothing that the next would take for whole.
///
/// @param name beginning of the folder's name
/// @param fingerprint of what it is made from: another one makes another folder
public record CachedFolder(Path cache, String name, String fingerprint) {
    private static final System.Logger LOG = System.getLogger(CachedFolder.class.getName());
    private static final Map<Path, Object> TURNS = new ConcurrentHashMap<>();
    private static final String FETCH = "fetch-";
    private static final Duration LONGEST_FETCH = Duration.ofHours(1);

    @FunctionalInterface
    public interface Maker {
        /// @param workFolder empty, and deleted afterwards
        /// @return the folder to keep, inside it
        Path make(Path workFolder) throws IOException;
    }

    /// @param of what it is made from, besides the contents of `files`
    public static String fingerprint(String of, List<Path> files) {
        try {
            var digest = ContentVersion.digest();
            digest.update(of.getBytes(StandardCharsets.UTF_8));
            for (var file : files) {
                digest.update(Files.readAllBytes(file));
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Path made(Maker maker) {
        var folder = cache.resolve(name + "-" + fingerprint);
        try {
            if (!Files.isDirectory(folder)) {
                makeAlone(folder, maker);
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Makes the folder in one thread of one process at a time, so half a gigabyte is not fetched
    /// twice at once. Folders of other names do not wait, as one may take minutes to build.
    private void makeAlone(Path folder, Maker maker) throws IOException {
        var lock = cache.resolve(name + ".lock").toAbsolutePath();
        synchronized (TURNS.computeIfAbsent(lock, _ -> new Object())) { // a file's lock does not hold against threads
            Files.createDirectories(cache);
            try (var lockFile = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var _ = lockFile.lock()) {
                if (!Files.isDirectory(folder)) {
                    var workFolder = cache.resolve(name + "-new");
                    delete(workFolder); // of one that was killed
                    Files.createDirectories(workFolder);
                    try {
                        Files.move(maker.make(workFolder), folder, StandardCopyOption.ATOMIC_MOVE);
                    } finally {
                        delete(workFolder);
                    }
                }
            }
        }
    }

    /// Makes a new folder in `folder` to fetch into, which the caller deletes. Those that killed processes
    /// left are deleted first: no fetch takes an hour.
    public static Path toFetchInto(Path folder) throws IOException {
        try (var before = Files.newDirectoryStream(folder, FETCH + "*")) {
            for (var each : before) {
                if (Files.getLastModifiedTime(each)
                        .toInstant()
                        .isBefore(Instant.now().minus(LONGEST_FETCH))) {
                    delete(each);
                }
            }
        } catch (IOException | UncheckedIOException goneMeanwhile) {
            LOG.log(Level.DEBUG, "another process deletes the remains of a fetch", goneMeanwhile);
        }
        return Files.createTempDirectory(folder, FETCH);
    }

    public static void delete(Path root) throws IOException {
        if (!Files.exists(root)) {
            return;
        }
        try (var paths = Files.walk(root)) {
            for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
