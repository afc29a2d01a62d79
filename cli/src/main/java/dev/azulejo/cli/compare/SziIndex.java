package dev.azulejo.cli.compare;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// Finds the `.dzi` of a stored zip (PKWARE's APPNOTE 6.3.10) the way the viewer's script does, and holds no more of
/// the file than that: the directory of a large one, with a comment for each entry, may be as long as the file.
///
/// @param name of the entry
/// @param start of its bytes in the file
record SziIndex(String name, long start, int length) {
    private static final int MOST_INDEX_BYTES = 1 << 20;
    private static final int MOST_COMMENT = 0xffff;
    private static final int END = 0x06054b50;
    private static final int END_BYTES = 22;
    private static final int LOCATOR_64 = 0x07064b50;
    private static final int LOCATOR_BYTES = 20;
    private static final int END_64_BYTES = 56;
    private static final int DIRECTORY_ENTRY = 0x02014b50;
    private static final int DIRECTORY_ENTRY_BYTES = 46;
    private static final int ENTRY = 0x04034b50;
    private static final int ENTRY_BYTES = 30;

    /// @param count of its entries
    private record Directory(long start, long count) {
        Directory {
            start = Math.max(0, start);
        }
    }

    /// @throws IOException when there is none, or the file is no stored zip
    static DeepZoomIndex read(Path file) throws IOException {
        try (var channel = FileChannel.open(file)) {
            var index = find(channel);
            return DeepZoomIndex.read(new ByteArrayInputStream(
                    bytes(channel, index.start, index.length).array()));
        }
    }

    private static SziIndex find(FileChannel channel) throws IOException {
        var directory = directory(channel);
        var entries = new DataInputStream(
                new BufferedInputStream(Channels.newInputStream(channel.position(directory.start)), 1 << 16));
        for (long i = 0; i < directory.count; i++) {
            var entry = ByteBuffer.wrap(exactly(entries, DIRECTORY_ENTRY_BYTES)).order(ByteOrder.LITTLE_ENDIAN);
            if (entry.getInt(0) != DIRECTORY_ENTRY) {
                throw new IOException("its directory is damaged");
            }
            var name = new String(exactly(entries, unsigned(entry, 28)), StandardCharsets.UTF_8);
            if (name.endsWith(".dzi")) {
                return of(channel, name, entry);
            }
            entries.skipNBytes((long) unsigned(entry, 30) + unsigned(entry, 32)); // extra fields and comment
        }
        throw new IOException("it has no .dzi");
    }

    private static SziIndex of(FileChannel channel, String name, ByteBuffer entry) throws IOException {
        if (entry.getShort(10) != 0) {
            throw new IOException(name + " in it is compressed; an .szi has to be stored");
        }
        long length = entry.getInt(20) & 0xffff_ffffL;
        if (length > MOST_INDEX_BYTES) {
            throw new IOException("%s in it has %,d bytes, and is no index".formatted(name, length));
        }
        long offset = entry.getInt(42) & 0xffff_ffffL;
        var header = bytes(channel, offset, ENTRY_BYTES);
        if (header.getInt(0) != ENTRY) {
            throw new IOException(name + " in it is damaged");
        }
        return new SziIndex(name, offset + ENTRY_BYTES + unsigned(header, 26) + unsigned(header, 28), (int) length);
    }

    /// The end says how long the comment behind it is: other bytes that look like it are a part of the comment.
    private static Directory directory(FileChannel channel) throws IOException {
        long size = channel.size();
        long tailStart = Math.max(0, size - END_BYTES - MOST_COMMENT - LOCATOR_BYTES);
        var tail = bytes(channel, tailStart, (int) (size - tailStart));
        int at = tail.limit() - END_BYTES;
        while (at >= 0 && !(tail.getInt(at) == END && unsigned(tail, at + 20) == tail.limit() - at - END_BYTES)) {
            at--;
        }
        if (at < 0) {
            throw new IOException("it is no zip archive, or a part of one");
        }
        int locator = at - LOCATOR_BYTES;
        if (locator >= 0 && tail.getInt(locator) == LOCATOR_64) {
            var end = bytes(channel, tail.getLong(locator + 8), END_64_BYTES);
            return new Directory(end.getLong(48), end.getLong(32));
        }
        return new Directory(tail.getInt(at + 16) & 0xffff_ffffL, unsigned(tail, at + 10));
    }

    private static ByteBuffer bytes(FileChannel channel, long start, int length) throws IOException {
        if (start < 0 || start > channel.size() - length) {
            throw new IOException("it is damaged: %d bytes at %d are not in it".formatted(length, start));
        }
        var bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining() && channel.read(bytes, start + bytes.position()) >= 0) {
            // until all are there
        }
        return bytes.flip();
    }

    private static byte[] exactly(InputStream in, int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new IOException("its directory is cut off");
        }
        return bytes;
    }

    private static int unsigned(ByteBuffer bytes, int at) {
        return bytes.getShort(at) & 0xffff;
    }
}
