package dev.azulejo.imaging.ifd;

import dev.azulejo.core.pixels.Density;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/// A field of a TIFF directory: its tag, the type and number of its values, and these as bytes in the
/// file's order. (TIFF 6.0, section 2)
///
/// @param type by TIFF's numbers
public record IfdField(int tag, int type, long count, byte[] value) {

    /// A field like an existing entry.
    public static IfdField of(IfdEntry entry, byte[] value) {
        return new IfdField(entry.tag(), entry.type(), entry.count(), value);
    }

    public static IfdField shorts(int tag, ByteOrder order, int... values) {
        var value = ByteBuffer.allocate(values.length * Short.BYTES).order(order);
        for (int number : values) {
            value.putShort((short) number);
        }
        return new IfdField(tag, IfdEntry.SHORT, values.length, value.array());
    }

    public static IfdField number(int tag, ByteOrder order, int value) {
        var bytes = ByteBuffer.allocate(Integer.BYTES).order(order).putInt(value);
        return new IfdField(tag, IfdEntry.LONG, 1, bytes.array());
    }

    public static IfdField rational(int tag, ByteOrder order, Fraction fraction) {
        var value = ByteBuffer.allocate(2 * Integer.BYTES).order(order);
        value.putInt((int) fraction.numerator()).putInt((int) fraction.denominator());
        return new IfdField(tag, IfdEntry.RATIONAL, 1, value.array());
    }

    /// A field of places or lengths: 64 bits each if `big`, else 32.
    public static IfdField places(int tag, ByteOrder order, boolean big, long... values) {
        var value = ByteBuffer.allocate(values.length * (big ? Long.BYTES : Integer.BYTES))
                .order(order);
        for (long place : values) {
            if (big) {
                value.putLong(place);
            } else {
                value.putInt((int) place);
            }
        }
        return new IfdField(tag, big ? IfdEntry.LONG8 : IfdEntry.LONG, values.length, value.array());
    }

    public static IfdField bytes(int tag, byte[] value) {
        return new IfdField(tag, IfdEntry.BYTE, value.length, value);
    }

    public static IfdField undefined(int tag, byte[] value) {
        return new IfdField(tag, IfdEntry.UNDEFINED, value.length, value);
    }

    /// The three fields that state the density of pixels.
    public static List<IfdField> density(Density density, ByteOrder order) {
        boolean metric = Fraction.isMetric(density);
        return List.of(
                rational(Tag.X_RESOLUTION, order, Fraction.perUnit(density.horizontal(), metric)),
                rational(Tag.Y_RESOLUTION, order, Fraction.perUnit(density.vertical(), metric)),
                shorts(Tag.RESOLUTION_UNIT, order, metric ? Tag.CENTIMETRES : Tag.INCHES));
    }
}
