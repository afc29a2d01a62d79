package dev.azulejo.imaging.child;

import dev.azulejo.imaging.child.Message.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/// The source as the decoder process sees it: a stream that asks the parent for bytes.
final class AskingStream extends InputStream {
    static final int MAX_BYTES = 1 << 16;

    private final ParentPipe parent;
    private boolean ended;

    AskingStream(ParentPipe parent) {
        this.parent = parent;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public synchronized int read(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        if (length == 0) {
            return 0;
        }
        if (ended) {
            return -1;
        }
        parent.send(new Message(Kind.NEED, Math.min(length, MAX_BYTES)));
        var answer = parent.receive(Kind.BYTES, Kind.BROKEN);
        if (answer.kind() == Kind.BROKEN) {
            throw new IOException("the source cannot be read");
        }
        int count = answer.payload().length;
        if (count > length) {
            throw new IOException("asked for %d bytes, got %d".formatted(length, count));
        }
        System.arraycopy(answer.payload(), 0, target, offset, count);
        ended = count == 0;
        return ended ? -1 : count;
    }
}
