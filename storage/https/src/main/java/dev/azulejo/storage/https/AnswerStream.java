package dev.azulejo.storage.https;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// Describes in plain words why bytes stop coming. Closing it ends the exchange.
final class AnswerStream extends FilterInputStream {
    private final Exchange exchange;
    private final long length;
    private long done;

    /// @param length negative if the end is known by other means
    AnswerStream(InputStream in, long length, Exchange exchange) {
        super(in);
        this.length = length;
        this.exchange = exchange;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int count) throws IOException {
        try {
            int read = in.read(target, offset, count);
            passed(read);
            return read;
        } catch (IOException e) {
            throw exchange.failure(e);
        }
    }

    @Override
    public long skip(long count) throws IOException {
        try {
            long skipped = in.skip(count);
            passed(skipped);
            return skipped;
        } catch (IOException e) {
            throw exchange.failure(e);
        }
    }

    /// Reads past the last byte, because the connection is free only when its end was seen.
    private void passed(long count) throws IOException {
        done += Math.max(count, 0);
        if (done == length && in.read() >= 0) {
            throw new IllegalStateException("there is something behind the end");
        }
    }

    @Override
    public void close() {
        exchange.close(); // in.close() would read the rest first, however much that is
    }
}
