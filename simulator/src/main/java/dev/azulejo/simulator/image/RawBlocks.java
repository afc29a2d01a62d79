package dev.azulejo.simulator.image;

import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.pixels.PixelBlock;
import dev.azulejo.core.pixels.PixelFormat;
import dev.azulejo.core.port.BlockCodec;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/// Packs blocks as a checksum followed by the raw samples.
public final class RawBlocks implements BlockCodec {
    @Override
    public byte[] pack(PixelBlock block) {
        return ByteBuffer.allocate(4 + block.samples().length)
                .putInt(checksum(block.samples()))
                .put(block.samples())
                .array();
    }

    @Override
    public PixelBlock unpack(byte[] packed, Size size, PixelFormat format) {
        var buffer = ByteBuffer.wrap(packed);
        int checksum = buffer.getInt();
        var samples = new byte[buffer.remaining()];
        buffer.get(samples);
        if (checksum != checksum(samples)) {
            throw new PermanentFailure("a block has a wrong checksum");
        }
        return new PixelBlock(size.width(), size.height(), format, samples);
    }

    private static int checksum(byte[] bytes) {
        var crc = new CRC32();
        crc.update(bytes);
        return (int) crc.getValue();
    }
}
