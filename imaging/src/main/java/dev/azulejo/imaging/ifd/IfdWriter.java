package dev.azulejo.imaging.ifd;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes the beginning of a TIFF: its header and, in any order, directories and the values that do not fit
/// into them. In a BigTIFF places have 64 bits. (TIFF 6.0, section 2; BigTIFF as libtiff defines it)
public final class IfdWriter {
    private static final int CLASSIC = 42;
    private static final int BIG = 43;
    private static final int CLASSIC_HEADER = 8;
    private static final int BIG_HEADER = 16;

    private final ByteOrder order;
    private final boolean big;
    private byte[] bytes = new byte[1 << 12];
    private int length;

    public IfdWriter(ByteOrder order, boolean big) {
        this.order = order;
        this.big = big;
        length = big ? BIG_HEADER : CLASSIC_HEADER;
    }

    public int length() {
        return length;
    }

    /// Writes zeros up to `place`, unless that is passed already.
    public void skipTo(int place) {
        room(place - length);
        length = Math.max(length, place);
    }

    /// @return the place where the data start
    public int append(byte[] added) {
        align();
        int place = length;
        room(added.length);
        System.arraycopy(added, 0, bytes, length, added.length);
        length += added.length;
        return place;
    }

    /// Pads to an even place, at which directories and values start.
    void align() {
        room(1);
        length += length & 1;
    }

    /// Appends a directory, the last of its chain, and its values after it.
    ///
    /// @return the place where it starts
    public int directory(List<IfdField> fields) {
        return directory(fields, null, 0);
    }

    /// Appends a directory of which one value has been written before.
    ///
    /// @param placed value that lies at `placedAt`
    /// @return the place where it starts
    public int directory(List<IfdField> unsorted, @Nullable IfdField placed, int placedAt) {
        var fields = new ArrayList<>(unsorted);
        fields.sort(Comparator.comparingInt(IfdField::tag));
        int place = append(new byte[directoryBytes(fields.size())]);
        var directory = ByteBuffer.allocate(directoryBytes(fields.size())).order(order);
        putCount(directory, fields.size());
        for (var field : fields) {
            directory.putShort((short) field.tag()).putShort((short) field.type());
            putPlace(directory, field.count());
            int inline = big ? Long.BYTES : Integer.BYTES;
            if (field.value().length <= inline) {
                directory.put(Arrays.copyOf(field.value(), inline));
            } else {
                putPlace(directory, field.equals(placed) ? placedAt : append(field.value()));
            }
        }
        System.arraycopy(directory.array(), 0, bytes, place, directory.capacity());
        return place;
    }

    private int directoryBytes(int fields) {
        return big ? Long.BYTES + fields * 20 + Long.BYTES : Short.BYTES + fields * 12 + Integer.BYTES;
    }

    private void putCount(ByteBuffer target, int count) {
        if (big) {
            target.putLong(count);
        } else {
            target.putShort((short) count);
        }
    }

    private void putPlace(ByteBuffer target, long place) {
        if (big) {
            target.putLong(place);
        } else {
            target.putInt((int) place);
        }
    }

    /// The complete bytes, of an even length.
    ///
    /// @param first place of the first directory
    public byte[] toByteArray(int first) {
        align();
        var file = ByteBuffer.wrap(Arrays.copyOf(bytes, length)).order(order);
        byte letter = (byte) (order == ByteOrder.LITTLE_ENDIAN ? 'I' : 'M');
        file.put(letter).put(letter).putShort((short) (big ? BIG : CLASSIC));
        if (big) {
            file.putShort((short) Long.BYTES).putShort((short) 0).putLong(first);
        } else {
            file.putInt(first);
        }
        return file.array();
    }

    private void room(int count) {
        if (bytes.length - length < count) {
            bytes = Arrays.copyOf(bytes, Math.addExact(length, Math.max(count, length)));
        }
    }
}
