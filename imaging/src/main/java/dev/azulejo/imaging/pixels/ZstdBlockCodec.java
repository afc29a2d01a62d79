package dev.azulejo.imaging.pixels;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdException;
import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.pixels.PixelBlock;
import dev.azulejo.core.pixels.PixelFormat;
import dev.azulejo.core.port.BlockCodec;

/// One zstd frame with a checksum, over rows that [UpFilter] made small.
public final class ZstdBlockCodec implements BlockCodec {
    private static final int LEVEL = 1;

    @Override
    public byte[] pack(PixelBlock block) {
        try (var context = new ZstdCompressCtx()) {
            context.setLevel(LEVEL);
            context.setChecksum(true);
            return context.compress(UpFilter.apply(block.samples(), block.stride()));
        }
    }

    @Override
    public PixelBlock unpack(byte[] packed, Size size, PixelFormat format) {
        long expected = Math.multiplyExact(size.pixels(), format.bytesPerPixel());
        try {
            long claimed = packed.length == 0 ? 0 : Zstd.getFrameContentSize(packed);
            if (claimed != expected) {
                throw new PermanentFailure("block holds %d bytes, expected %d for %s pixels of %d bytes"
                        .formatted(claimed, expected, size, format.bytesPerPixel()));
            }
            byte[] rows = Zstd.decompress(packed, Math.toIntExact(expected));
            UpFilter.undo(rows, size.width() * format.bytesPerPixel());
            return new PixelBlock(size.width(), size.height(), format, rows);
        } catch (ZstdException failure) {
            throw new PermanentFailure(
                    "block of %d bytes is damaged: %s".formatted(packed.length, failure.getMessage()), failure);
        }
    }
}
