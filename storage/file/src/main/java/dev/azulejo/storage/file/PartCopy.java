package dev.azulejo.storage.file;

import dev.azulejo.storage.PendingObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/// Copies a part of a file into an object of another place.
final class PartCopy {
    private static final int COPY_BYTES = 256 * 1024;

    private PartCopy() {}

    /// Copies the next `length` bytes of `file`.
    static void copy(FileChannel file, long length, PendingObject target) throws IOException {
        var buffer = ByteBuffer.allocate((int) Math.min(length, COPY_BYTES));
        for (long left = length; left > 0; ) {
            buffer.clear().limit((int) Math.min(left, COPY_BYTES));
            int count = file.read(buffer);
            if (count < 0) {
                throw new IOException("it ended %d bytes early".formatted(left));
            }
            target.write(buffer.array(), 0, count);
            left -= count;
        }
    }
}
