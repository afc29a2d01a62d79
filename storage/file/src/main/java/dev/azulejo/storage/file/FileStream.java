package dev.azulejo.storage.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.util.Objects;

/// The bytes of an open object. The stream keeps to the file it has opened, whatever its name leads to
/// later; errors of the disk are a [dev.azulejo.storage.StorageFailure].
class FileStream extends InputStream {
    private final String key;
    private final FileChannel file;
    private final InputStream bytes;

    FileStream(String key, FileChannel file) {
        this.key = key;
        this.file = file;
        this.bytes = Channels.newInputStream(file);
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        try {
            return bytes.read(target, offset, length);
        } catch (IOException e) {
            throw typed(e);
        }
    }

    @Override
    public int available() throws IOException {
        return bytes.available();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    /// Converts an error of the disk; reading after a close is the caller's mistake and stays an
    /// [IOException].
    private RuntimeException typed(IOException e) throws IOException {
        if (e instanceof ClosedChannelException && !(e instanceof ClosedByInterruptException)) {
            throw e;
        }
        return FileFailures.of("read " + key, e);
    }
}
