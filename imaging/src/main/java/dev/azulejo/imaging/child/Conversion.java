package dev.azulejo.imaging.child;

import dev.azulejo.imaging.libvips.ProfileConverter;
import dev.azulejo.imaging.pixels.ResultPixels;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/// Rows whose colours a decoder process converts, as [Message.Kind#CONVERT] carries them.
///
/// @param pixels without alpha
/// @param toColours bands of `to`
record Conversion(ResultPixels pixels, byte[] from, byte[] to, int toColours) {

    byte[] encode() {
        var bytes = new ByteArrayOutputStream(pixels.samples().length + from.length + to.length + 64);
        try (var out = new DataOutputStream(bytes)) {
            out.writeInt(pixels.width());
            out.writeInt(pixels.height());
            out.writeInt(pixels.colours());
            out.writeInt(pixels.bits());
            out.writeInt(toColours);
            for (var block : new byte[][] {from, to, pixels.samples()}) {
                out.writeInt(block.length);
                out.write(block);
            }
        } catch (IOException impossible) {
            throw new IllegalStateException("arrays take all", impossible);
        }
        return bytes.toByteArray();
    }

    /// Reads a conversion in the decoder process, which trusts its parent.
    static Conversion decode(byte[] bytes) throws IOException {
        try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int width = in.readInt();
            int height = in.readInt();
            int colours = in.readInt();
            int bits = in.readInt();
            int toColours = in.readInt();
            var from = in.readNBytes(in.readInt());
            var to = in.readNBytes(in.readInt());
            var samples = in.readNBytes(in.readInt());
            return new Conversion(new ResultPixels(width, height, colours, false, bits, samples), from, to, toColours);
        }
    }

    byte[] by(ProfileConverter converter) {
        return converter.convert(pixels, from, to, toColours).samples();
    }

    /// The size of the result in bytes.
    int resultBytes() {
        return Math.multiplyExact(pixels.count(), toColours * pixels.bits() / Byte.SIZE);
    }

    /// A conversion of some of the rows.
    Conversion part(int top, int rows) {
        var part = new byte[rows * pixels.stride()];
        System.arraycopy(pixels.samples(), top * pixels.stride(), part, 0, part.length);
        return new Conversion(
                new ResultPixels(pixels.width(), rows, pixels.colours(), false, pixels.bits(), part),
                from,
                to,
                toColours);
    }
}
