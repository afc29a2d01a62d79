package dev.azulejo.storage.https;

import dev.azulejo.storage.NoSuchObject;
import dev.azulejo.storage.StorageDenied;
import dev.azulejo.storage.web.ReopenedStream;
import dev.azulejo.storage.web.RunningHash;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// The bytes of one version of a file, by as many requests as that takes. Not thread-safe.
final class WebBytes implements ReopenedStream.Origin {
    private final Requests requests;
    private final String version;
    private final RunningHash hash = new RunningHash();
    private OptionalLong all = OptionalLong.empty();
    private @Nullable WebAnswer whole;
    private @Nullable WebAnswer last;

    private WebBytes(Requests requests, String version) {
        this.requests = requests;
        this.version = version;
    }

    /// Opens the bytes; the first ones are checked before the caller gets them.
    ///
    /// @throws NoSuchObject when it is another version now
    static InputStream read(Requests requests, String version) {
        var bytes = new WebBytes(requests, version);
        var stream = new PushbackInputStream(new ReopenedStream(bytes, requests.again()), WebVersion.HEAD_BYTES);
        boolean isFine = false;
        try {
            var head = stream.readNBytes(WebVersion.HEAD_BYTES);
            bytes.requireVersion(head);
            stream.unread(head);
            isFine = true;
            return stream;
        } catch (IOException e) {
            throw new IllegalStateException("what breaks off is opened again, or a failure of the storage", e);
        } finally {
            if (!isFine) {
                bytes.close();
            }
        }
    }

    private void requireVersion(byte[] head) {
        var size = head.length < WebVersion.HEAD_BYTES ? OptionalLong.of(head.length) : all;
        if (whole == null || !WebVersion.of(whole, head, size).equals(version)) {
            throw changed();
        }
    }

    private void close() {
        if (last != null) {
            last.close();
        }
    }

    @Override
    public String name() {
        return "the file of " + requests.address().origin();
    }

    /// Always unknown: a body that ends before its length is an exception.
    @Override
    public long bytes() {
        return -1;
    }

    @Override
    public InputStream open(long from) throws IOException {
        var etag = from == 0 ? "" : WebVersion.etagOf(version).orElse("");
        var answer = requests.ask(
                etag.isEmpty() ? Map.of() : Map.of("Range", "bytes=%d-".formatted(from), "If-Range", etag));
        last = answer;
        return answer.kept(body -> etag.isEmpty() ? whole(body) : rest(body, etag, from));
    }

    private InputStream whole(WebAnswer answer) throws IOException {
        if (answer.status() != 200) {
            throw new StorageDenied(
                    "%s answers with a part of the file to whom asked for all"
                            .formatted(answer.from().origin()),
                    null);
        }
        var known = all.isPresent() ? all : WebVersion.bytesOf(version);
        if (!agree(answer.length(), known)) {
            throw changed();
        }
        all = answer.length().isPresent() ? answer.length() : known;
        if (all.isPresent()) {
            refuseTooLarge(all.getAsLong());
        }
        whole = answer;
        return again(answer.body());
    }

    private InputStream rest(WebAnswer answer, String etag, long from) throws IOException {
        if (answer.status() == 416) {
            throw new StorageDenied(
                    "%s ends after %d bytes, which are fewer than its server says".formatted(name(), from), null);
        }
        boolean isSame = WebVersion.strongEtag(answer).filter(etag::equals).isPresent();
        if (isSame && answer.status() == 200) { // it knows no ranges
            return again(answer.body());
        }
        if (!isSame
                || ContentRange.of(answer)
                        .filter(range -> range.first().equals(OptionalLong.of(from)))
                        .filter(range -> agree(range.all(), all))
                        .isEmpty()) {
            throw changed();
        }
        return answer.body();
    }

    private InputStream again(InputStream body) throws IOException {
        hash.requireAgain(body, this::changed);
        return body;
    }

    private static boolean agree(OptionalLong one, OptionalLong other) {
        return one.isEmpty() || other.isEmpty() || one.equals(other);
    }

    @Override
    public void passed(byte[] target, int offset, int count) {
        hash.update(target, offset, count);
        if (all.isPresent() && hash.bytes() > all.getAsLong()) {
            throw changed();
        }
        refuseTooLarge(hash.bytes());
        var _ = requests.again().left();
    }

    @Override
    public void end() throws IOException {
        if (all.isPresent() && hash.bytes() < all.getAsLong()) {
            throw new EOFException("there are %d".formatted(all.getAsLong()));
        }
    }

    private void refuseTooLarge(long bytes) {
        long most = requests.limits().bytes();
        if (bytes > most) {
            throw new StorageDenied("%s has more than %d bytes".formatted(name(), most), null);
        }
    }

    private NoSuchObject changed() {
        return new NoSuchObject("%s is no longer the one that was asked for: it has changed".formatted(name()), null);
    }
}
