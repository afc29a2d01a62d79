package dev.azulejo.core.pyramid;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32;

/// A zip archive whose entries are stored uncompressed, written piece by piece (PKWARE's APPNOTE 6.3.10):
/// entries follow each other, a directory of them comes last. It holds no times. Above 65,535 entries or 4
/// GB the directory has the longer fields of zip64.
public final class StoredZip {
    static final int ENTRY = 0x04034b50;
    private static final int DIRECTORY_ENTRY = 0x02014b50;
    private static final int DIRECTORY_END = 0x06054b50;
    private static final int DIRECTORY_END_64 = 0x06064b50;
    private static final int LOCATOR_64 = 0x07064b50;

    static final int ENTRY_BYTES = 30;
    private static final int DIRECTORY_ENTRY_BYTES = 46;
    private static final int OFFSET_64_BYTES = 12;
    private static final int END_BYTES = 22;
    private static final int END_64_BYTES = 56 + 20;
    private static final long END_64_REST = 56 - 12; // after the field that says so

    private static final short VERSION = 20;
    private static final short VERSION_64 = 45;
    private static final short NAMES_IN_UTF_8 = 1 << 11;
    private static final short STORED = 0;
    private static final short MIDNIGHT = 0;
    private static final short NONE = 0;
    private static final short FIRST_OF_JANUARY_1980 = 1 << 5 | 1;
    private static final short FIELD_64 = 1;

    private static final int MOST_ENTRIES = 0xffff;
    private static final long MOST_BYTES = 0xffff_ffffL;

    private StoredZip() {}

    /// The facts of an entry in the directory, except its place.
    ///
    /// @param checksum CRC-32 of the bytes
    public record Entry(String name, int bytes, int checksum) {
        static Entry of(String name, byte[] bytes) {
            var crc = new CRC32();
            crc.update(bytes);
            return new Entry(name, bytes.length, (int) crc.getValue());
        }

        public long lengthInZip() {
            return (long) ENTRY_BYTES + utf8().length + bytes;
        }

        private byte[] utf8() {
            return name.getBytes(StandardCharsets.UTF_8);
        }
    }

    static byte[] header(Entry entry) {
        byte[] name = entry.utf8();
        var header = ByteBuffer.allocate(ENTRY_BYTES + name.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(ENTRY)
                .putShort(VERSION);
        putFacts(header, entry, name.length);
        return header.putShort(NONE).put(name).array();
    }

    /// The directory after the last entry.
    ///
    /// @param entries all of them, in the order in which they lie, from the first byte of the file on
    public static byte[] directory(List<Entry> entries) {
        var directory = new ByteArrayOutputStream();
        long offset = 0;
        for (var entry : entries) {
            directory.writeBytes(directoryEntry(entry, offset));
            offset += entry.lengthInZip();
        }
        directory.writeBytes(end(entries.size(), offset, directory.size()));
        return directory.toByteArray();
    }

    private static byte[] directoryEntry(Entry entry, long offset) {
        byte[] name = entry.utf8();
        boolean far = offset >= MOST_BYTES;
        int extraBytes = far ? OFFSET_64_BYTES : 0;
        short version = far ? VERSION_64 : VERSION;
        var record = ByteBuffer.allocate(DIRECTORY_ENTRY_BYTES + name.length + extraBytes)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(DIRECTORY_ENTRY)
                .putShort(version)
                .putShort(version);
        putFacts(record, entry, name.length);
        record.putShort((short) extraBytes).putShort(NONE); // no comment
        record.putShort(NONE).putShort(NONE).putInt(NONE); // first disk, no attributes
        record.putInt((int) Math.min(offset, MOST_BYTES)).put(name);
        if (far) {
            record.putShort(FIELD_64).putShort((short) Long.BYTES).putLong(offset);
        }
        return record.array();
    }

    /// Writes the fields that header and directory share.
    private static void putFacts(ByteBuffer record, Entry entry, int nameBytes) {
        record.putShort(NAMES_IN_UTF_8)
                .putShort(STORED)
                .putShort(MIDNIGHT)
                .putShort(FIRST_OF_JANUARY_1980)
                .putInt(entry.checksum)
                .putInt(entry.bytes)
                .putInt(entry.bytes)
                .putShort((short) nameBytes);
    }

    /// @param start of the directory
    private static byte[] end(int entries, long start, int directoryBytes) {
        boolean large = entries >= MOST_ENTRIES || start >= MOST_BYTES;
        var end = ByteBuffer.allocate(large ? END_64_BYTES + END_BYTES : END_BYTES)
                .order(ByteOrder.LITTLE_ENDIAN);
        if (large) {
            end.putInt(DIRECTORY_END_64)
                    .putLong(END_64_REST)
                    .putShort(VERSION_64)
                    .putShort(VERSION_64);
            end.putInt(NONE).putInt(NONE); // first disk
            end.putLong(entries).putLong(entries).putLong(directoryBytes).putLong(start);
            end.putInt(LOCATOR_64).putInt(NONE).putLong(start + directoryBytes).putInt(1); // of one disk
        }
        short count = (short) Math.min(entries, MOST_ENTRIES);
        return end.putInt(DIRECTORY_END)
                .putShort(NONE)
                .putShort(NONE)
                .putShort(count)
                .putShort(count)
                .putInt(directoryBytes)
                .putInt((int) Math.min(start, MOST_BYTES))
                .putShort(NONE) // no comment
                .array();
    }
}
