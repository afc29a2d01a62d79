package dev.azulejo.storage.drives;

import dev.azulejo.storage.InvalidKey;
import dev.azulejo.storage.NoSuchObject;
import dev.azulejo.storage.Precondition;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;

/// A service in memory, which forgets uploads and breaks streams off when it is told to.
final class MemoryDrive implements DriveService {
    private final boolean isLengthNeeded;
    private final int chunkBytes;
    private final Map<String, DriveFile> files = new LinkedHashMap<>(); // guarded by this
    private final Map<String, byte[]> contents = new HashMap<>(); // by revision
    private final TreeSet<String> folders = new TreeSet<>();
    private final Map<String, ByteArrayOutputStream> uploads = new HashMap<>();
    private final List<String> log = new ArrayList<>();
    private int breaks;
    private int number;
    private long received;

    MemoryDrive(boolean isLengthNeeded, int chunkBytes) {
        this.isLengthNeeded = isLengthNeeded;
        this.chunkBytes = chunkBytes;
    }

    static String hash(byte[] bytes) {
        var hash = new Sha256().start();
        hash.update(bytes, 0, bytes.length);
        return hash.finish();
    }

    /// The next downloads end after one byte.
    synchronized void breakOff(int times) {
        breaks = times;
    }

    synchronized void forgetUploads() {
        uploads.clear();
    }

    /// Bytes that came in uploads, those that came twice counted twice.
    synchronized long received() {
        return received;
    }

    synchronized int uploads() {
        return uploads.size();
    }

    /// Somebody else changes the bytes that the service gives, without another hash.
    synchronized void damage(String path) {
        var file = find(path).orElseThrow();
        contents.put(file.revision(), new byte[(int) file.bytes()]);
    }

    @Override
    public String name() {
        return "Memory";
    }

    @Override
    public ServiceHash hash() {
        return new Sha256();
    }

    @Override
    public int chunkBytes() {
        return chunkBytes;
    }

    @Override
    public boolean isLengthNeeded() {
        return isLengthNeeded;
    }

    @Override
    public synchronized Optional<DriveFile> find(String path) {
        return Optional.ofNullable(files.get(path));
    }

    @Override
    public synchronized List<DriveEntry> children(String folder) {
        var entries = new ArrayList<DriveEntry>();
        files.values().stream()
                .filter(file -> folderOf(file.path()).equals(folder))
                .forEach(entries::add);
        folders.stream()
                .filter(path -> folderOf(path).equals(folder))
                .map(DriveFolder::new)
                .forEach(entries::add);
        return entries;
    }

    private static String folderOf(String path) {
        return path.substring(0, Math.max(path.lastIndexOf('/'), 0));
    }

    @Override
    public synchronized InputStream open(DriveFile file, long offset, long length) {
        var now = files.get(file.path());
        if (now == null || !now.revision().equals(file.revision())) {
            throw new NoSuchObject(file.path() + " is another now", null);
        }
        var bytes = Objects.requireNonNull(contents.get(file.revision()));
        int from = (int) offset;
        if (breaks > 0) {
            breaks--;
            return new SequenceInputStream(
                    new ByteArrayInputStream(bytes, from, (int) Math.min(1, length)), new Broken());
        }
        return new ByteArrayInputStream(bytes, from, (int) length);
    }

    private static final class Broken extends InputStream {
        @Override
        public int read() throws IOException {
            throw new IOException("broken off");
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            throw new IOException("broken off");
        }
    }

    @Override
    public synchronized Upload begin(String path, long bytes) {
        if (isLengthNeeded && bytes < 0) {
            throw new AssertionError("a length was needed");
        }
        number++;
        var token = "upload-" + number;
        uploads.put(token, new ByteArrayOutputStream());
        return new MemoryUpload(path, token);
    }

    @Override
    public synchronized Upload resume(String path, String token) {
        if (!uploads.containsKey(token)) {
            throw new NoSuchObject("no upload " + token, null);
        }
        return new MemoryUpload(path, token);
    }

    private final class MemoryUpload implements Upload {
        private final String path;
        private final String token;
        private long offset;

        MemoryUpload(String path, String token) {
            this.path = path;
            this.token = token;
            this.offset = bytes().size();
        }

        private ByteArrayOutputStream bytes() {
            var bytes = uploads.get(token);
            if (bytes == null) {
                throw new NoSuchObject("no upload " + token, null);
            }
            return bytes;
        }

        @Override
        public long offset() {
            return offset;
        }

        @Override
        public void append(byte[] chunk) {
            synchronized (MemoryDrive.this) {
                if (chunk.length == 0 || chunk.length > chunkBytes) {
                    throw new AssertionError("a chunk of %d bytes".formatted(chunk.length));
                }
                bytes().writeBytes(chunk);
                received += chunk.length;
                offset += chunk.length;
            }
        }

        @Override
        public Optional<DriveFile> finish(byte[] last, String hash, Precondition precondition) {
            synchronized (MemoryDrive.this) {
                bytes().writeBytes(last);
                received += last.length;
                var whole = bytes().toByteArray();
                uploads.remove(token);
                if (!hash.equals(MemoryDrive.hash(whole))) {
                    throw new AssertionError("the hash is not that of the bytes");
                }
                return put(path, whole, hash, precondition);
            }
        }

        @Override
        public String token() {
            return token;
        }

        @Override
        public void abort() {
            synchronized (MemoryDrive.this) {
                uploads.remove(token);
            }
        }
    }

    private Optional<DriveFile> put(String path, byte[] bytes, String hash, Precondition precondition) {
        var there = files.get(path);
        boolean holds = switch (precondition) {
            case Precondition.None() -> true;
            case Precondition.Absent() -> there == null;
            case Precondition.Matches(var etag) ->
                there != null && there.revision().equals(etag);
        };
        if (!holds) {
            return Optional.empty();
        }
        if (folders.contains(path)) {
            throw new InvalidKey(path + " is a folder", null);
        }
        for (var folder = folderOf(path); !folder.isEmpty(); folder = folderOf(folder)) {
            if (files.containsKey(folder)) {
                throw new InvalidKey("%s: a file lies at %s".formatted(path, folder), null);
            }
        }
        for (var folder = folderOf(path); !folder.isEmpty(); folder = folderOf(folder)) {
            folders.add(folder);
        }
        number++;
        var file = new DriveFile(path, "id-" + number, bytes.length, Instant.now(), hash, "revision/" + number);
        files.put(path, file);
        contents.put(file.revision(), bytes);
        log.add(path);
        return Optional.of(file);
    }

    @Override
    public synchronized void delete(DriveFile file) {
        if (files.remove(file.path(), file)) {
            log.add(file.path());
        }
    }

    @Override
    public synchronized String now() {
        return Integer.toString(log.size());
    }

    @Override
    public synchronized DriveChanges changes(String cursor) {
        var changed = log.subList(Integer.parseInt(cursor), log.size()).stream()
                .distinct()
                .toList();
        return new DriveChanges(
                changed.stream().map(files::get).filter(file -> file != null).toList(),
                changed.stream().filter(path -> !files.containsKey(path)).toList(),
                now(),
                false,
                false);
    }
}
