package dev.azulejo.storage.https;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// Says in plain words why bytes stop coming. Closing it ends the exchange.
final class AnswerStream extends FilterInputStream {
    private final Exchange exchange;

    AnswerStream(InputStream in, Exchange exchange) {
        super(in);
        this.exchange = exchange;
    }

    @Override
    public int read() throws IOException {
        try {
            return in.read();
        } catch (IOException e) {
            throw exchange.failure(e);
        }
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        try {
            return in.read(target, offset, length);
        } catch (IOException e) {
            throw exchange.failure(e);
        }
    }

    @Override
    public long skip(long count) throws IOException {
        try {
            return in.skip(count);
        } catch (IOException e) {
            throw exchange.failure(e);
        }
    }

    @Override
    public void close() {
        exchange.close(); // in.close() would read the rest first, however much that is
    }
}
