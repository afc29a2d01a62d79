package dev.azulejo.storage.file;

import dev.azulejo.storage.ContentVersion;
import dev.azulejo.storage.StorageFailure;
import dev.azulejo.storage.file.DiskGroup.Written;
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
/// of another, and a foreign file has none. Dropped only under the file's [KeyLock].
record MetadataFolder(KeyPaths paths) {
    private static final int ATTEMPTS = 100;

    /// The entry of an object that is about to appear. To be closed.
    record Entry(HeldFolder folder, Path path) implements AutoCloseable {
        List<Written> written() {
            return List.of(new Written(folder.path(), this::force), Written.of(folder.path()));
        }

        private void force() throws IOException {
            try {
                Written.of(path).forcing().force();
            } catch (NoSuchFileException _) {
                // another commit has dropped it, so this one writes it again
            }
        }

        /// Whether it is there still: another commit of the same file may have dropped it.
        boolean isThere() {
            return Files.exists(path);
        }

        @Override
        public void close() {
            folder.close();
        }
    }

    /// Writes the metadata of an object before it appears; empty if it has none.
    Optional<Entry> remember(Path file, String etag, Map<String, String> metadata) throws IOException {
        if (metadata.isEmpty()) {
            return Optional.empty();
        }
        var lines = new ArrayList<String>();
        lines.add(file.toUri().toString()); // for the sweep
        metadata.forEach((name, value) -> lines.add(name + "=" + value));
        for (int attempt = 1; ; attempt++) {
            var folder = paths.madeSide(folderOf(file));
            try {
                var entry = folder.path(etag);
                Files.deleteIfExists(entry); // and so no link in its place is written through
                Files.write(entry, lines, StandardOpenOption.CREATE_NEW);
                return Optional.of(new Entry(folder, entry));
            } catch (NoSuchFileException e) {
                folder.close(); // another commit has removed the folder, which was empty
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            } catch (IOException | RuntimeException e) {
                folder.close();
                throw e;
            }
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

    /// Drops metadata bound to another etag than that of `entry`, which has appeared.
    void forgetAllBut(Entry entry) {
        try {
            deleteAllBut(entry.path().getFileName().toString(), entry.folder());
        } catch (IOException | DirectoryIteratorException _) {
            // the next commit tries again
        }
    }

    /// Drops metadata bound to another etag than `etag`: of an object that was replaced, or that never
    /// appeared because its writer was killed. Metadata that cannot be dropped does no harm.
    void forgetAllBut(String etag, Path file) {
        var folder = folderOf(file);
        try {
            var entries = paths.side(folder);
            if (entries.isPresent()) {
                try (var folderOfFile = entries.get()) {
                    deleteAllBut(etag, folderOfFile);
                }
                try (var above = paths.madeSide(KeyPaths.folderOf(folder))) {
                    above.removesFolder(KeyPaths.nameOf(folder)); // when it is empty
                }
            }
        } catch (IOException | DirectoryIteratorException _) {
            // the next commit tries again
        }
    }

    private static void deleteAllBut(String etag, HeldFolder folder) throws IOException {
        try (var entries = Files.newDirectoryStream(folder.path())) {
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
