package dev.azulejo.storage.https;

import dev.azulejo.storage.ContentVersion;
import dev.azulejo.storage.NoSuchObject;
import dev.azulejo.storage.StorageDenied;
import dev.azulejo.storage.https.Requests.Busy;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// The bytes of one version of a file, by as many requests as that takes. Not thread-safe.
final class WebStream extends InputStream {
    private static final int BUFFER = 1 << 16;

    private final Requests requests;
    private final String version;
    private final MessageDigest digest = ContentVersion.digest();

    /// The first bytes, which are looked at before anybody has them.
    private byte[] head = new byte[0];
    private int given;

    private long position;
    private OptionalLong all = OptionalLong.empty();
    private @Nullable Answer answer;
    private @Nullable InputStream in;
    private boolean isAtEnd;
    private boolean isClosed;

    WebStream(Requests requests, String version) {
        this.requests = requests;
        this.version = version;
        try {
            open();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private void open() {
        while (true) {
            try {
                var first = ask();
                head = readHead();
                if (!WebVersion.of(first, head, isAtEnd ? OptionalLong.of(head.length) : all)
                        .equals(version)) {
                    throw changed();
                }
                return;
            } catch (Busy e) {
                forget();
                position = 0;
                digest.reset();
                requests.pause(e);
            }
        }
    }

    private byte[] readHead() throws Busy {
        var bytes = new byte[WebVersion.HEAD_BYTES];
        int count = 0;
        while (count < bytes.length) {
            int read = once(bytes, count, bytes.length - count);
            if (read < 0) {
                break;
            }
            count += read;
        }
        return Arrays.copyOf(bytes, count);
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (isClosed) {
            throw new IOException("the stream is closed");
        }
        if (length == 0) {
            return 0;
        }
        if (given < head.length) {
            int count = Math.min(length, head.length - given);
            System.arraycopy(head, given, target, offset, count);
            given += count;
            return count;
        }
        while (true) {
            try {
                goOn();
                return once(target, offset, length);
            } catch (Busy e) {
                forget();
                requests.pause(e);
            }
        }
    }

    /// Reads from the answer that there is.
    private int once(byte[] target, int offset, int length) throws Busy {
        if (isAtEnd || in == null) {
            return -1;
        }
        requests.left();
        try {
            int count = in.read(target, offset, length);
            if (count < 0) {
                if (all.isPresent() && position < all.getAsLong()) {
                    throw new IOException("%s broke off after %d of %d bytes"
                            .formatted(requests.address().origin(), position, all.getAsLong()));
                }
                isAtEnd = true;
                return count;
            }
            digest.update(target, offset, count);
            position += count;
            if (all.isPresent() && position > all.getAsLong()) {
                throw changed();
            }
            refuseTooLarge(position);
            return count;
        } catch (IOException e) {
            throw Requests.failure(e);
        }
    }

    private void goOn() throws Busy {
        if (in != null || isAtEnd) {
            return;
        }
        var etag = WebVersion.etagOf(version);
        if (etag.isEmpty() || position == 0) {
            ask();
            passAgain();
            return;
        }
        var next = requests.ask(Map.of("Range", "bytes=%d-".formatted(position), "If-Range", etag.get()));
        keep(next);
        if (next.status() == 416) {
            throw new StorageDenied(
                    "the file of %s ends after %d bytes, which are fewer than its server says"
                            .formatted(requests.address().origin(), position),
                    null);
        }
        if (!WebVersion.strongEtag(next).equals(etag)) {
            throw changed();
        }
        if (next.status() == 200) { // it knows no ranges
            passAgain();
            return;
        }
        var range = ContentRange.of(next);
        if (range.filter(its -> its.first().equals(OptionalLong.of(position)))
                .filter(its -> agree(its.all(), all))
                .isEmpty()) {
            throw changed();
        }
    }

    /// Asks for all of it.
    private Answer ask() throws Busy {
        var next = requests.ask(Map.of());
        keep(next);
        if (next.status() != 200) {
            throw new StorageDenied(
                    "%s answers with a part of the file to whom asked for all"
                            .formatted(next.from().origin()),
                    null);
        }
        var known = all.isPresent() ? all : WebVersion.bytesOf(version);
        if (!agree(next.length(), known)) {
            throw changed();
        }
        all = next.length().isPresent() ? next.length() : known;
        if (all.isPresent()) {
            refuseTooLarge(all.getAsLong());
        }
        return next;
    }

    private static boolean agree(OptionalLong one, OptionalLong other) {
        return one.isEmpty() || other.isEmpty() || one.equals(other);
    }

    /// Reads over what was read before, if these are the same bytes.
    private void passAgain() throws Busy {
        var again = ContentVersion.digest();
        var buffer = new byte[BUFFER];
        long left = position;
        try {
            while (left > 0) {
                requests.left();
                int count = stream().read(buffer, 0, (int) Math.min(left, buffer.length));
                if (count < 0) {
                    throw changed();
                }
                again.update(buffer, 0, count);
                left -= count;
            }
        } catch (IOException e) {
            throw Requests.failure(e);
        }
        if (!MessageDigest.isEqual(again.digest(), soFar())) {
            throw changed();
        }
    }

    private byte[] soFar() {
        try {
            return ((MessageDigest) digest.clone()).digest();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("every JDK clones SHA-256", e);
        }
    }

    private InputStream stream() {
        var its = in;
        if (its == null) {
            throw new IllegalStateException("nothing was asked for");
        }
        return its;
    }

    private void keep(Answer next) throws Busy {
        answer = next;
        try {
            in = next.body();
        } catch (IOException e) {
            throw Requests.failure(e);
        }
    }

    private void refuseTooLarge(long bytes) {
        long most = requests.limits().bytes();
        if (bytes > most) {
            throw new StorageDenied(
                    "the file of %s has more than %d bytes"
                            .formatted(requests.address().origin(), most),
                    null);
        }
    }

    private NoSuchObject changed() {
        return new NoSuchObject(
                "the file of %s is no longer the one that was asked for: it has changed"
                        .formatted(requests.address().origin()),
                null);
    }

    private void forget() {
        if (answer != null) {
            answer.close();
        }
        answer = null;
        in = null;
    }

    @Override
    public void close() {
        isClosed = true;
        forget();
    }
}
