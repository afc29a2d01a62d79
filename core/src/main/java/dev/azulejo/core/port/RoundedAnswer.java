package dev.azulejo.core.port;

import dev.azulejo.core.geometry.Rect;
import dev.azulejo.core.pixels.Planes;
import java.nio.ByteBuffer;

/// Room for what a model may give beside its floats where it looks at them itself, on a GPU: the same in whole numbers
/// of 8 bits, and a mark at each pixel whose answers need another look. Kept from tile to tile. For one thread at a
/// time.
public final class RoundedAnswer {
    /// Marks a pixel whose answers may go further beyond the colours around than a flat image allows.
    public static final int BEYOND = 1;

    /// Marks a pixel whose answers may miss what the model was given.
    public static final int DOUBTFUL = 2;

    private static final int BANDS = 3;

    private ByteBuffer pixels = ByteBuffer.allocateDirect(0);
    private ByteBuffer marks = pixels;
    private int width;
    private boolean isThere;

    /// Makes room for an answer, which is not there yet.
    public void begin(Planes input, Planes output) {
        isThere = false;
        width = output.width();
        pixels = room(pixels, output.planeLength() * BANDS);
        marks = room(marks, input.planeLength());
    }

    private static ByteBuffer room(ByteBuffer room, int bytes) {
        var enough = room.capacity() < bytes ? ByteBuffer.allocateDirect(bytes) : room;
        return enough.clear().limit(bytes);
    }

    /// Of the output, row by row: red, green and blue of each. Direct, from position 0 to its limit.
    public ByteBuffer pixels() {
        return pixels;
    }

    /// Of the input, row by row, one for each pixel: 0, or what was added up of [#BEYOND] and [#DOUBTFUL].
    /// Direct, from position 0 to its limit.
    public ByteBuffer marks() {
        return marks;
    }

    /// Says that pixels and marks are whole and sound.
    public void accept() {
        isThere = true;
    }

    /// Says that there is none: what the floats are is what counts.
    public void discard() {
        isThere = false;
    }

    public boolean isThere() {
        return isThere;
    }

    /// @param crop of the output
    /// @return its pixels, row by row
    public byte[] cropped(Rect crop) {
        int rowBytes = crop.width() * BANDS;
        var samples = new byte[Math.multiplyExact(rowBytes, crop.height())];
        for (int row = 0; row < crop.height(); row++) {
            pixels.get(((crop.top() + row) * width + crop.left()) * BANDS, samples, row * rowBytes, rowBytes);
        }
        return samples;
    }

    /// Puts one sample.
    public void put(int band, int x, int y, int sample) {
        pixels.put((y * width + x) * BANDS + band, (byte) sample);
    }
}
