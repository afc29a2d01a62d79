package dev.azulejo.storage.https;

import dev.azulejo.storage.StorageDenied;
import dev.azulejo.storage.StorageUnavailable;
import dev.azulejo.storage.web.Busy;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalLong;

/// One file on the web, whatever its server supports. Methods throw a [dev.azulejo.storage.StorageFailure]
/// whose message may be shown to the user who named the address: [dev.azulejo.storage.NoSuchObject] when it
/// is missing or has changed, [StorageDenied] when it may not be read or is too large, [StorageUnavailable]
/// when trying again later may help. Thread-safe.
public final class WebFile {
    private final GuardedHttp http;
    private final WebAddress address;
    private final WebLimits limits;

    public WebFile(GuardedHttp http, WebAddress address, WebLimits limits) {
        this.http = http;
        this.address = address;
        this.limits = limits;
    }

    /// Reads the first bytes, by GET: links that are signed for that method do not allow HEAD.
    public Look look() {
        return new Requests(http, address, limits)
                .read(Map.of("Range", "bytes=0-" + (WebVersion.HEAD_BYTES - 1)), WebFile::look);
    }

    private static Look look(WebAnswer answer) throws IOException {
        var range = ContentRange.of(answer);
        if (answer.status() == 416) { // there is no first byte
            return look(answer, new byte[0], OptionalLong.of(0));
        }
        boolean isPart = answer.status() == 206;
        if (isPart
                && range.filter(part -> part.first().equals(OptionalLong.of(0))).isEmpty()) {
            throw new StorageDenied(
                    "%s answers with other bytes than were asked for"
                            .formatted(answer.from().origin()),
                    null);
        }
        var all = isPart ? range.orElseThrow().all() : answer.length();
        var head = answer.body().readNBytes(WebVersion.HEAD_BYTES);
        boolean isAll = head.length < WebVersion.HEAD_BYTES; // if the server does not state the length
        return look(answer, head, all.isEmpty() && isAll ? OptionalLong.of(head.length) : all);
    }

    private static Look look(WebAnswer answer, byte[] head, OptionalLong bytes) {
        var modified = answer.header("Last-Modified").flatMap(Busy::date).orElseGet(Instant::now);
        return new Look(WebVersion.of(answer, head, bytes), bytes, modified, head);
    }

    /// Opens all bytes of the version that a look has named. If they break off, the stream continues: by a
    /// range if a strong ETag shows that these are the same bytes, else by reading them again from the
    /// first on and comparing. It never gives bytes of two versions.
    public InputStream read(String version) {
        return WebBytes.read(new Requests(http, address, limits), version);
    }

    /// Reads exactly the bytes of a range.
    ///
    /// @throws IndexOutOfBoundsException when the file ends before
    byte[] range(long offset, int length) {
        if (offset < 0 || length < 0 || offset > Long.MAX_VALUE - length) {
            throw outside(offset, length);
        }
        if (length == 0) {
            if (offset > size(look())) {
                throw outside(offset, length);
            }
            return new byte[0];
        }
        return new Requests(http, address, limits)
                .read(
                        Map.of("Range", "bytes=%d-%d".formatted(offset, offset + length - 1)),
                        answer -> range(answer, offset, length));
    }

    private static byte[] range(WebAnswer answer, long offset, int length) throws IOException {
        if (answer.status() == 416) {
            throw outside(offset, length);
        }
        try (var in = answer.body()) {
            if (answer.status() == 200) {
                skip(in, offset, length);
            } else if (ContentRange.of(answer)
                    .filter(part -> part.first().equals(OptionalLong.of(offset)))
                    .isEmpty()) {
                throw new StorageDenied(
                        "%s answers with other bytes than were asked for"
                                .formatted(answer.from().origin()),
                        null);
            }
            var bytes = in.readNBytes(length);
            if (bytes.length < length) {
                throw outside(offset, length);
            }
            return bytes;
        }
    }

    private static void skip(InputStream in, long offset, int length) throws IOException {
        try {
            in.skipNBytes(offset);
        } catch (EOFException e) {
            throw outside(offset, length);
        }
    }

    private static IndexOutOfBoundsException outside(long offset, int length) {
        return new IndexOutOfBoundsException("the file has no %d bytes from %d on".formatted(length, offset));
    }

    /// The size of the file, also if its server does not state it.
    long size(Look look) {
        if (look.bytes().isPresent()) {
            return look.bytes().getAsLong();
        }
        try (var in = read(look.version())) {
            return in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new StorageUnavailable("could not read %s: %s".formatted(address, e.getMessage()), e);
        }
    }
}
