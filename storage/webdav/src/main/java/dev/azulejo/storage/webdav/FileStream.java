package dev.azulejo.storage.webdav;

import dev.azulejo.storage.ContentVersion;
import dev.azulejo.storage.StorageFailure;
import dev.azulejo.storage.https.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// The bytes of one state of a file. What breaks off goes on; what was replaced meanwhile is a failure, and so are
/// bytes with another hash than those that were written. For one thread at a time.
final class FileStream extends InputStream {
    private final DavClient client;
    private final Resource file;
    private final Optional<ObjectNote> note;
    private final MessageDigest digest = ContentVersion.digest();
    private Answer answer;
    private InputStream body;
    private long at;
    private int attempts = 1;
    private boolean isChecked;

    private FileStream(DavClient client, Resource file, Optional<ObjectNote> note, Answer answer, InputStream body) {
        this.client = client;
        this.file = file;
        this.note = note;
        this.answer = answer;
        this.body = body;
    }

    /// @param file as it was found
    /// @return empty when it is no longer that
    static Optional<FileStream> open(DavClient client, Resource file, Optional<ObjectNote> note) {
        var answer = client.get(file.path(), headers(file, 0));
        boolean isOpen = false;
        try {
            if (answer.status() != 200 || !isSame(file, answer)) {
                return Optional.empty();
            }
            var stream = new FileStream(client, file, note, answer, answer.body());
            isOpen = true;
            return Optional.of(stream);
        } catch (IOException e) {
            return Optional.empty();
        } finally {
            if (!isOpen) {
                answer.close();
            }
        }
    }

    private static Map<String, String> headers(Resource file, long from) {
        var headers = new HashMap<String, String>();
        file.strongEtag().ifPresent(etag -> {
            headers.put("If-Match", etag.text());
            if (from > 0) {
                headers.put("Range", "bytes=%d-".formatted(from));
            }
        });
        return headers;
    }

    /// As far as the answer says.
    private static boolean isSame(Resource file, Answer answer) {
        var etag = answer.header("ETag").flatMap(Etag::parse).filter(Etag::isStrong);
        return etag.isEmpty() || file.strongEtag().isEmpty() || etag.equals(file.strongEtag());
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        if (length == 0) {
            return 0;
        }
        while (at < file.bytes()) {
            int count = readOnce(target, offset, (int) Math.min(length, file.bytes() - at));
            if (count > 0) {
                digest.update(target, offset, count);
                at += count;
                return count;
            }
        }
        check();
        return -1;
    }

    /// @return 0 where it must be tried again
    private int readOnce(byte[] target, int offset, int length) throws IOException {
        try {
            int count = body.read(target, offset, length);
            if (count > 0) {
                return count;
            }
            reopen(new MalformedAnswer("%s ends after %d of %d bytes".formatted(file.path(), at, file.bytes())));
        } catch (Replaced e) {
            throw e;
        } catch (IOException e) {
            reopen(e);
        }
        return 0;
    }

    private void reopen(IOException why) throws IOException {
        if (attempts == Wire.ATTEMPTS) {
            throw why;
        }
        attempts++;
        close();
        try {
            answer = client.get(file.path(), headers(file, at));
        } catch (StorageFailure e) {
            throw new IOException("%s could not be read on: %s".formatted(file.path(), e.getMessage()), e);
        }
        boolean isPart = answer.status() == 206
                && answer.header("Content-Range")
                        .filter(range -> range.startsWith("bytes %d-".formatted(at)))
                        .isPresent();
        if ((!isPart && answer.status() != 200) || !isSame(file, answer)) {
            close();
            throw new Replaced("%s was replaced while it was read".formatted(file.path()));
        }
        body = answer.body();
        if (!isPart) {
            skipWhatWasRead();
        }
    }

    /// The first bytes must be those that were given out before.
    private void skipWhatWasRead() throws IOException {
        var again = ContentVersion.digest();
        var buffer = new byte[64 << 10];
        long left = at;
        while (left > 0) {
            int count = body.read(buffer, 0, (int) Math.min(left, buffer.length));
            if (count < 0) {
                throw new Replaced("%s was replaced while it was read".formatted(file.path()));
            }
            again.update(buffer, 0, count);
            left -= count;
        }
        if (!ContentVersion.of(again).equals(hash())) {
            throw new Replaced("%s was replaced while it was read".formatted(file.path()));
        }
    }

    private String hash() {
        try {
            return ContentVersion.of((MessageDigest) digest.clone());
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the JDK's SHA-256 can be copied", e);
        }
    }

    private void check() throws IOException {
        if (isChecked) {
            return;
        }
        var found = hash();
        boolean isWritten = note.map(its -> its.sha256().equals(found)).orElse(true);
        // If the same other bytes come twice, another program has written them, and the note is an old one.
        if (!isWritten && !isReadAgain(found)) {
            throw new IOException("%s has come damaged: read it again".formatted(file.path()));
        }
        isChecked = true;
    }

    private boolean isReadAgain(String found) throws IOException {
        try {
            return client.hash(file.path()).equals(Optional.of(found));
        } catch (StorageFailure e) {
            throw new IOException("%s could not be read again: %s".formatted(file.path(), e.getMessage()), e);
        }
    }

    @Override
    public void close() {
        answer.close();
    }

    /// There is no way on.
    private static final class Replaced extends IOException {
        private static final long serialVersionUID = 1L;

        Replaced(String message) {
            super(message);
        }
    }
}
