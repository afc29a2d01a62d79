package dev.azulejo.storage.testkit.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/// Keeps the files of a fake service: in memory, or in a folder, so files may be larger than the heap.
/// Everything ever kept stays, as revisions do, until the folder is deleted. Thread-safe.
public final class ByteStore {
    private final Optional<Path> folder;

    private ByteStore(Optional<Path> folder) {
        this.folder = folder;
    }

    public static ByteStore inMemory() {
        return new ByteStore(Optional.empty());
    }

    /// @param folder which exists, and which the caller removes
    public static ByteStore in(Path folder) {
        return new ByteStore(Optional.of(folder));
    }

    public StoredBytes keep(byte[] bytes) {
        return begin().append(bytes, 0, bytes.length).soFar();
    }

    public Growing begin() {
        return folder.<Growing>map(InFile::new).orElseGet(InMemory::new);
    }

    /// Bytes that come one after the other. For one thread at a time.
    public interface Growing {
        long size();

        Growing append(byte[] bytes, int offset, int length);

        /// The bytes so far; later ones do not change them.
        StoredBytes soFar();
    }

    private static final class InMemory implements Growing {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        @Override
        public long size() {
            return bytes.size();
        }

        @Override
        public Growing append(byte[] more, int offset, int length) {
            bytes.write(more, offset, length);
            return this;
        }

        @Override
        public StoredBytes soFar() {
            return StoredBytes.of(bytes.toByteArray());
        }
    }

    private static final class InFile implements Growing {
        private final Path file;
        private long size;

        InFile(Path folder) {
            try {
                file = Files.createTempFile(folder, "bytes-", "");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public long size() {
            return size;
        }

        @Override
        public Growing append(byte[] more, int offset, int length) {
            try (var out = Files.newOutputStream(file, StandardOpenOption.APPEND)) {
                out.write(more, offset, length);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            size += length;
            return this;
        }

        @Override
        public StoredBytes soFar() {
            return StoredBytes.in(file, size);
        }
    }
}
