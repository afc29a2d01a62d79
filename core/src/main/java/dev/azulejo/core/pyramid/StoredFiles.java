package dev.azulejo.core.pyramid;

import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.storage.Storage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.function.BiConsumer;
import java.util.zip.CRC32;

/// Reads the files that [TileEntries] wrote back from a stored object, piece by piece.
public final class StoredFiles {
    private static final int PIECE_BYTES = 4 << 20;
    private static final int CHECKSUM_AT = 14;
    private static final int LENGTH_AT = 18;
    private static final int NAME_LENGTH_AT = 26;

    private final Storage work;
    private final String key;
    private final long end;

    /// @param end where the entries end in the object; they start at 0
    public StoredFiles(Storage work, String key, long end) {
        this.work = work;
        this.key = key;
        this.end = end;
    }

    /// Gives names and contents to `target`, one after another.
    ///
    /// @throws PermanentFailure naming the object, when one is damaged
    public void forEach(BiConsumer<String, byte[]> target) {
        long position = 0;
        int wanted = PIECE_BYTES;
        while (position < end) {
            var piece = piece(position, wanted);
            int before = piece.position();
            while (isWhole(piece)) {
                next(piece, target);
            }
            int used = piece.position() - before;
            // an entry that is longer than a piece is read with a piece of its length
            wanted = used > 0 ? PIECE_BYTES : neededFor(piece, position);
            position += used;
        }
    }

    /// The content of the first file.
    ///
    /// @throws PermanentFailure naming the object, when it is damaged
    public byte[] first() {
        var piece = piece(0, PIECE_BYTES);
        if (!isWhole(piece)) {
            piece = piece(0, neededFor(piece, 0));
        }
        var contents = new ArrayList<byte[]>();
        next(piece, (name, content) -> contents.add(content));
        return contents.getFirst();
    }

    private ByteBuffer piece(long position, int wanted) {
        int length = (int) Math.min(wanted, end - position);
        return ByteBuffer.wrap(work.readRange(key, position, length)).order(ByteOrder.LITTLE_ENDIAN);
    }

    private boolean isWhole(ByteBuffer piece) {
        return piece.remaining() >= StoredZip.ENTRY_BYTES && piece.remaining() >= length(piece);
    }

    private int neededFor(ByteBuffer piece, long position) {
        if (piece.remaining() < StoredZip.ENTRY_BYTES || position + length(piece) > end) {
            throw PermanentFailure.damaged(key, "ends within a tile");
        }
        return Math.toIntExact(length(piece));
    }

    private long length(ByteBuffer piece) {
        int start = piece.position();
        if (piece.getInt(start) != StoredZip.ENTRY) {
            throw PermanentFailure.damaged(key, "has no tile where one must be");
        }
        return (long) StoredZip.ENTRY_BYTES + piece.getShort(start + NAME_LENGTH_AT) + piece.getInt(start + LENGTH_AT);
    }

    private void next(ByteBuffer piece, BiConsumer<String, byte[]> target) {
        int start = piece.position();
        byte[] name = new byte[piece.getShort(start + NAME_LENGTH_AT)];
        byte[] content = new byte[piece.getInt(start + LENGTH_AT)];
        piece.position(start + StoredZip.ENTRY_BYTES).get(name).get(content);
        var crc = new CRC32();
        crc.update(content);
        if ((int) crc.getValue() != piece.getInt(start + CHECKSUM_AT)) {
            throw PermanentFailure.damaged(key, "has a damaged tile");
        }
        target.accept(new String(name, StandardCharsets.UTF_8), content);
    }
}
