package dev.azulejo.storage.webdav;

import dev.azulejo.storage.NoSuchObject;
import dev.azulejo.storage.StorageDenied;
import dev.azulejo.storage.https.WebAnswer;
import java.io.IOException;
import java.util.function.Supplier;

/// Reads ranges of files, each by one request if the server supports them. Thread-safe.
final class Ranges {
    /// The largest file: larger numbers are not sent, because some servers may not handle them.
    private static final long LARGEST_FILE = 1L << 50;

    private final DavClient client;

    Ranges(DavClient client) {
        this.client = client;
    }

    /// @param file looks for it
    /// @param isExact whether a path leads to nothing that is spelled otherwise
    byte[] read(DavPath path, Supplier<Resource> file, long offset, int length, boolean isExact) {
        if (length == 0 || !isExact || offset > LARGEST_FILE) {
            var bytes = file.get().bytes();
            if (offset > bytes - length) {
                throw outOf(path, offset, length);
            }
        }
        if (length == 0) {
            return new byte[0];
        }
        var piece = client.range(path, offset, length, answer -> piece(path, file, answer, offset, length));
        if (piece.length < length) {
            throw outOf(path, offset, length);
        }
        return piece;
    }

    private static IndexOutOfBoundsException outOf(DavPath path, long offset, int length) {
        return new IndexOutOfBoundsException("%s does not have %d bytes from %d on".formatted(path, length, offset));
    }

    /// @return fewer bytes if the file ends before
    private static byte[] piece(DavPath path, Supplier<Resource> file, WebAnswer answer, long offset, int length)
            throws IOException {
        return switch (answer.status()) {
            case 206 -> {
                var range = answer.header("Content-Range").orElse("");
                if (!range.startsWith("bytes %d-".formatted(offset))) {
                    throw new MalformedAnswer("%s: asked from byte %d on, got '%s'".formatted(path, offset, range));
                }
                yield answer.body().readNBytes(length);
            }
            case 416 -> new byte[0];
            case 200 -> { // a server without ranges, or the page that it shows for a folder
                var bytes = file.get().bytes();
                if (offset > bytes - length) {
                    yield new byte[0];
                }
                var body = answer.body();
                body.skipNBytes(offset);
                yield body.readNBytes(length);
            }
            case 403 ->
                throw new StorageDenied(
                        "the server does not allow to read " + file.get().path(), null);
            default -> throw new NoSuchObject("the server has no file " + path, null);
        };
    }
}
