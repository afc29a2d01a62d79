package dev.azulejo.core.port;

import dev.azulejo.core.geometry.Rect;
import dev.azulejo.core.pixels.Planes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// A buffer for the 8-bit answer of a model that checks its own floats, on a GPU: whole numbers, and a mark
/// at each pixel whose answers need another look. Of the floats, only those of marked pixels exist. Kept
/// from tile to tile. For one thread at a time.
public final class RoundedAnswer {
    /// Marks a pixel whose answers may go further beyond the colours around than a flat image allows.
    public static final int BEYOND = 1;

    /// Marks a pixel whose answers may miss what the model was given.
    public static final int DOUBTFUL = 2;

    /// Marks a pixel near a doubtful one, whose correction may spread to it.
    public static final int NEAR_DOUBT = 8;

    private static final int BANDS = 3;

    private ByteBuffer pixels = ByteBuffer.allocateDirect(0);
    private ByteBuffer marks = pixels;
    private byte[] cropped = new byte[0];
    private int width;
    private boolean isThere;

    /// Makes room for an answer that is yet to come.
    public void begin(Planes input, Planes output) {
        isThere = false;
        width = output.width();
        pixels = room(pixels, output.planeLength() * BANDS);
        marks = room(marks, input.planeLength());
    }

    private static ByteBuffer room(ByteBuffer room, int bytes) {
        var enough = room.capacity() < bytes ? ByteBuffer.allocateDirect(bytes) : room;
        return enough.clear().limit(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /// The samples of the output, row by row: red, green and blue of each pixel. A direct buffer, from
    /// position 0 to its limit.
    public ByteBuffer pixels() {
        return pixels;
    }

    /// The marks of the input's pixels, row by row: 0, or the sum of [#BEYOND], [#DOUBTFUL] and
    /// [#NEAR_DOUBT]. A direct buffer, from position 0 to its limit.
    public ByteBuffer marks() {
        return marks;
    }

    /// Finds the next marked pixel, looking at eight at once, as nearly all of a photograph is unmarked.
    ///
    /// @return the first marked pixel from this one on; the limit of the marks if there is none
    public int nextMarked(int from) {
        int end = marks.limit();
        int at = from;
        for (; at <= end - Long.BYTES; at += Long.BYTES) {
            long eight = marks.getLong(at);
            if (eight != 0) {
                return at + Long.numberOfTrailingZeros(eight) / Byte.SIZE;
            }
        }
        while (at < end && marks.get(at) == 0) {
            at++;
        }
        return at;
    }

    /// Declares pixels and marks complete and valid.
    public void accept() {
        isThere = true;
    }

    /// Declares that there is no rounded answer: the floats count.
    public void discard() {
        isThere = false;
    }

    public boolean isThere() {
        return isThere;
    }

    /// @param crop of the output
    /// @return its pixels, row by row; good until the next call
    public byte[] cropped(Rect crop) {
        int rowBytes = crop.width() * BANDS;
        int length = Math.multiplyExact(rowBytes, crop.height());
        if (cropped.length != length) {
            cropped = new byte[length];
        }
        for (int row = 0; row < crop.height(); row++) {
            pixels.get(((crop.top() + row) * width + crop.left()) * BANDS, cropped, row * rowBytes, rowBytes);
        }
        return cropped;
    }

    public int get(int band, int x, int y) {
        return pixels.get(at(band, x, y)) & 0xff;
    }

    public void put(int band, int x, int y, int sample) {
        pixels.put(at(band, x, y), (byte) sample);
    }

    private int at(int band, int x, int y) {
        return (y * width + x) * BANDS + band;
    }
}
