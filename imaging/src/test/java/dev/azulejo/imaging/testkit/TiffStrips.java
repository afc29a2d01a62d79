package dev.azulejo.imaging.testkit;

import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.pixels.PixelBlock;
import dev.azulejo.core.pixels.PixelFormat;
import dev.azulejo.imaging.ifd.ExifBlock;
import dev.azulejo.imaging.ifd.IfdEntry;
import dev.azulejo.imaging.pixels.ResultPixels;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// Reads a TIFF in deflated strips with horizontal prediction, of 16 bits too, which the JDK's reader refuses.
public final class TiffStrips {
    private TiffStrips() {}

    public static PixelBlock read(byte[] bytes) {
        var file = ExifBlock.parse(bytes).orElseThrow();
        int bands = numbers(file, 277)[0];
        int bits = numbers(file, 258)[0];
        var size = new Size(numbers(file, 256)[0], numbers(file, 257)[0]);
        var block = PixelBlock.blank(size, new PixelFormat(bands, bits));
        var raw = inflated(bytes, numbers(file, 273), numbers(file, 279), block.samples().length);
        int rowSamples = size.width() * bands;
        var words = ByteBuffer.wrap(raw).order(file.order());
        for (int i = 0; i < rowSamples * size.height(); i++) {
            boolean first = i % rowSamples < bands;
            if (bits == 8) {
                block.samples()[i] = (byte) (raw[i] + (first ? 0 : block.samples()[i - bands]));
            } else {
                int before = first ? 0 : ResultPixels.of(block).sample(i - bands);
                int sample = words.getShort(2 * i) + before;
                block.samples()[2 * i] = (byte) sample;
                block.samples()[2 * i + 1] = (byte) (sample >> 8);
            }
        }
        return block;
    }

    private static byte[] inflated(byte[] bytes, int[] offsets, int[] lengths, int rawBytes) {
        var raw = new byte[rawBytes];
        int position = 0;
        for (int strip = 0; strip < offsets.length; strip++) {
            try (var inflater = new Inflater()) {
                inflater.setInput(Arrays.copyOfRange(bytes, offsets[strip], offsets[strip] + lengths[strip]));
                position += inflater.inflate(raw, position, rawBytes - position);
            } catch (DataFormatException e) {
                throw new IllegalArgumentException("strip " + strip, e);
            }
        }
        return raw;
    }

    private static int[] numbers(ExifBlock file, int tag) {
        var entry = file.main().orElseThrow().entry(tag).orElseThrow();
        var values = ByteBuffer.wrap(file.value(entry)).order(file.order());
        return IntStream.range(0, (int) entry.count())
                .map(i -> entry.type() == IfdEntry.SHORT ? values.getShort() : values.getInt())
                .toArray();
    }
}
