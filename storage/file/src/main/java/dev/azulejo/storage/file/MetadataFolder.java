package dev.azulejo.storage.file;

import dev.azulejo.storage.StorageFailure;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The metadata of objects, beside them: `metadata/{hash of the path}/{etag}`. Written before the object appears and
/// bound to its etag, so that no reader sees the metadata of one object with the bytes of another, and that a file
/// which somebody else puts there has none. Changed only under the file's [KeyLock].
record MetadataFolder(Path side, Durability durability) {

    void remember(Path file, String etag, Map<String, String> metadata) throws IOException {
        if (metadata.isEmpty()) {
            return;
        }
        var lines = new ArrayList<String>();
        lines.add(file.toUri().toString()); // for the sweep
        metadata.forEach((name, value) -> lines.add(name + "=" + value));
        var folder = Files.createDirectories(folderOf(file));
        Files.write(folder.resolve(etag), lines);
        durability.sync(folder.resolve(etag));
        durability.sync(folder);
    }

    Map<String, String> recall(Path file, String etag) throws IOException {
        var metadata = new HashMap<String, String>();
        for (var line : lines(folderOf(file).resolve(etag)).stream().skip(1).toList()) {
            int equals = line.indexOf('=');
            metadata.put(line.substring(0, equals), line.substring(equals + 1));
        }
        return metadata;
    }

    /// Drops what is bound to another etag than `etag`: to an object that was replaced, or that never appeared because
    /// its writer was killed. What cannot be dropped does no harm.
    void forgetAllBut(String etag, Path file) {
        var folder = folderOf(file);
        if (!Files.exists(folder)) {
            return;
        }
        try (var entries = Files.newDirectoryStream(folder)) {
            for (var entry : entries) {
                if (!entry.getFileName().toString().equals(etag)) {
                    Files.deleteIfExists(entry);
                }
            }
            Files.deleteIfExists(folder); // succeeds when it is empty
        } catch (IOException | DirectoryIteratorException _) {
            // the next commit tries again
        }
    }

    void forget(Path file) {
        forgetAllBut("", file);
    }

    /// Drops, in one of 256 parts, what belongs to files below `root` that somebody else has removed. Each storage
    /// that writes metadata does it once, so what is left over never grows beyond some 256 storages' leavings.
    void sweep(int part, Path root) {
        var folder = side.resolve("metadata").resolve("%02x".formatted(part));
        if (!Files.exists(folder) || !Files.exists(root)) {
            return;
        }
        try (var entries = Files.newDirectoryStream(folder)) {
            var realRoot = root.toRealPath();
            for (var entry : entries) {
                var file = fileOf(entry);
                if (file.isPresent() && file.get().startsWith(realRoot)) {
                    forgetIfGone(file.get());
                }
            }
        } catch (IOException | DirectoryIteratorException | StorageFailure _) {
            // a later storage tries again
        }
    }

    private void forgetIfGone(Path file) throws IOException {
        try (var _ = KeyLock.hold(side, file)) {
            if (FileFacts.ifThere(file).isEmpty()) {
                forget(file);
            }
        }
    }

    /// The file that a folder of entries belongs to.
    private static Optional<Path> fileOf(Path folder) throws IOException {
        try (var entries = Files.newDirectoryStream(folder)) {
            for (var entry : entries) {
                var lines = lines(entry);
                if (!lines.isEmpty()) {
                    return Optional.of(Path.of(URI.create(lines.getFirst())));
                }
            }
            return Optional.empty();
        }
    }

    private static List<String> lines(Path entry) throws IOException {
        try {
            return Files.readAllLines(entry);
        } catch (NoSuchFileException _) {
            return List.of();
        }
    }

    private Path folderOf(Path file) {
        var hash = Sha256.hex(file.toString().getBytes(StandardCharsets.UTF_8));
        return side.resolve("metadata").resolve(hash.substring(0, 2)).resolve(hash.substring(2, 34));
    }
}
