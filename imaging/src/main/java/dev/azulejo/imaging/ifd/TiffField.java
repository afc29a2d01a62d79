package dev.azulejo.imaging.ifd;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// One field of a TIFF directory: what it means, the type and number of its values, and those as bytes in the
/// file's order. (TIFF 6.0, section 2)
///
/// @param type as TIFF numbers them
public record TiffField(int tag, int type, long count, byte[] value) {
    private static final int BYTE = 1;
    private static final int SHORT = 3;
    private static final int LONG = 4;
    private static final int RATIONAL = 5;
    private static final int UNDEFINED = 7;
    /// A number of 64 bits, which BigTIFF adds.
    private static final int LONG8 = 16;

    public static TiffField shorts(int tag, ByteOrder order, int... values) {
        var value = ByteBuffer.allocate(values.length * Short.BYTES).order(order);
        for (int number : values) {
            value.putShort((short) number);
        }
        return new TiffField(tag, SHORT, values.length, value.array());
    }

    public static TiffField number(int tag, ByteOrder order, int value) {
        var bytes = ByteBuffer.allocate(Integer.BYTES).order(order).putInt(value);
        return new TiffField(tag, LONG, 1, bytes.array());
    }

    public static TiffField rational(int tag, ByteOrder order, Fraction fraction) {
        var value = ByteBuffer.allocate(2 * Integer.BYTES).order(order);
        value.putInt((int) fraction.numerator()).putInt((int) fraction.denominator());
        return new TiffField(tag, RATIONAL, 1, value.array());
    }

    /// Places in the file or lengths: 64 bits each where `big`, else 32.
    public static TiffField places(int tag, ByteOrder order, boolean big, long... values) {
        var value = ByteBuffer.allocate(values.length * (big ? Long.BYTES : Integer.BYTES))
                .order(order);
        for (long place : values) {
            if (big) {
                value.putLong(place);
            } else {
                value.putInt((int) place);
            }
        }
        return new TiffField(tag, big ? LONG8 : LONG, values.length, value.array());
    }

    public static TiffField bytes(int tag, byte[] value) {
        return new TiffField(tag, BYTE, value.length, value);
    }

    public static TiffField undefined(int tag, byte[] value) {
        return new TiffField(tag, UNDEFINED, value.length, value);
    }
}
