package dev.azulejo.storage.drives;

import dev.azulejo.storage.Precondition;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/// A service that does what another does. Its subclasses do one thing wrong.
public class WrappedDrive implements DriveService {
    private final DriveService right;

    public WrappedDrive(DriveService right) {
        this.right = right;
    }

    @Override
    public String name() {
        return right.name();
    }

    @Override
    public ServiceHash hash() {
        return right.hash();
    }

    @Override
    public int chunkBytes() {
        return right.chunkBytes();
    }

    @Override
    public boolean isLengthNeeded() {
        return right.isLengthNeeded();
    }

    @Override
    public Optional<DriveFile> find(String path) {
        return right.find(path);
    }

    @Override
    public List<DriveEntry> children(String folder) {
        return right.children(folder);
    }

    @Override
    public InputStream open(DriveFile file, long offset, long length) throws IOException {
        return right.open(file, offset, length);
    }

    @Override
    public Upload begin(String path, long bytes) {
        return right.begin(path, bytes);
    }

    @Override
    public Upload resume(String path, String token) {
        return right.resume(path, token);
    }

    @Override
    public void delete(DriveFile file) {
        right.delete(file);
    }

    @Override
    public String now() {
        return right.now();
    }

    @Override
    public DriveChanges changes(String cursor) {
        return right.changes(cursor);
    }

    /// The same of an upload.
    public static class WrappedUpload implements Upload {
        private final Upload right;

        public WrappedUpload(Upload right) {
            this.right = right;
        }

        @Override
        public long offset() {
            return right.offset();
        }

        @Override
        public void append(byte[] chunk) {
            right.append(chunk);
        }

        @Override
        public Optional<DriveFile> finish(byte[] last, String hash, Precondition precondition) {
            return right.finish(last, hash, precondition);
        }

        @Override
        public String token() {
            return right.token();
        }

        @Override
        public void abort() {
            right.abort();
        }
    }
}
