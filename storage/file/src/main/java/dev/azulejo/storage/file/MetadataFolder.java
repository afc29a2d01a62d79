package dev.azulejo.storage.file;

import dev.azulejo.storage.ContentVersion;
import dev.azulejo.storage.StorageFailure;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The metadata of objects, beside them: `metadata/{hash of the path}/{etag}`. It is written before the
/// object appears and bound to its etag, so no reader sees the metadata of one object with the bytes
/// of another, and a foreign file has none. Changed only under the file's [KeyLock].
record MetadataFolder(KeyPaths paths, Durability durability) {

    void remember(Path file, String etag, Map<String, String> metadata) throws IOException {
        if (metadata.isEmpty()) {
            return;
        }
        var lines = new ArrayList<String>();
        lines.add(file.toUri().toString()); // for the sweep
        metadata.forEach((name, value) -> lines.add(name + "=" + value));
        try (var folder = paths.madeSide(folderOf(file))) {
            var entry = folder.path(etag);
            Files.deleteIfExists(entry); // and so no link in its place is written through
            Files.write(entry, lines, StandardOpenOption.CREATE_NEW);
            durability.sync(entry);
            durability.sync(folder.path());
        }
    }

    Map<String, String> recall(Path file, String etag) throws IOException {
        var metadata = new HashMap<String, String>();
        var folder = paths.side(folderOf(file));
        if (folder.isEmpty()) {
            return metadata;
        }
        try (var held = folder.get()) {
            for (var line : lines(held.path(etag)).stream().skip(1).toList()) {
                int equals = line.indexOf('=');
                metadata.put(line.substring(0, equals), line.substring(equals + 1));
            }
        }
        return metadata;
    }

    /// Drops metadata bound to another etag than `etag`: of an object that was replaced, or that never
    /// appeared because its writer was killed. Metadata that cannot be dropped does no harm.
    void forgetAllBut(String etag, Path file) {
        var folder = folderOf(file);
        try {
            var entries = paths.side(folder);
            if (entries.isPresent()) {
                deleteAllBut(etag, entries.get());
                try (var above = paths.madeSide(KeyPaths.folderOf(folder))) {
                    above.removesFolder(KeyPaths.nameOf(folder)); // when it is empty
                }
            }
        } catch (IOException | DirectoryIteratorException _) {
            // the next commit tries again
        }
    }

    private static void deleteAllBut(String etag, HeldFolder folder) throws IOException {
        try (folder;
                var entries = Files.newDirectoryStream(folder.path())) {
            for (var entry : entries) {
                if (!entry.getFileName().toString().equals(etag)) {
                    Files.deleteIfExists(entry);
                }
            }
        }
    }

    void forget(Path file) {
        forgetAllBut("", file);
    }

    /// Drops, in one of 256 parts, the metadata of files below `root` that other programs have removed.
    /// Each storage that writes metadata does it once, so no more than the remains of some 256 storages
    /// collect.
    void sweep(int part, Path root) {
        try {
            var folder = paths.side("metadata/%02x".formatted(part));
            if (folder.isPresent() && Files.exists(root)) {
                sweep(folder.get(), root.toRealPath());
            }
        } catch (IOException | DirectoryIteratorException | StorageFailure _) {
            // a later storage tries again
        }
    }

    private void sweep(HeldFolder folder, Path realRoot) throws IOException {
        try (folder;
                var entries = Files.newDirectoryStream(folder.path())) {
            for (var entry : entries) {
                var file = fileOf(entry);
                if (file.isPresent() && file.get().startsWith(realRoot)) {
                    forgetIfGone(file.get());
                }
            }
        }
    }

    private void forgetIfGone(Path file) throws IOException {
        try (var _ = KeyLock.hold(paths, file)) {
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

    private static String folderOf(Path file) {
        var hash = HexFormat.of()
                .formatHex(ContentVersion.digest().digest(file.toString().getBytes(StandardCharsets.UTF_8)));
        return "metadata/%s/%s".formatted(hash.substring(0, 2), hash.substring(2, 34));
    }
}
