package dev.azulejo.core.port;

import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.pixels.PixelBlock;
import dev.azulejo.core.pixels.PixelFormat;

/// Packs pixels for the way from stage to stage: small, fast, lossless. Thread-safe.
public interface BlockCodec {
    byte[] pack(PixelBlock block);

    /// @throws dev.azulejo.core.failure.PermanentFailure when `packed` is no such block
    PixelBlock unpack(byte[] packed, Size size, PixelFormat format);

    /// Unpacks rows `first` to `end` of a block, with the few around them that must be unpacked too.
    ///
    /// @throws dev.azulejo.core.failure.PermanentFailure when `packed` is no such block
    default Rows unpack(byte[] packed, Size size, PixelFormat format, int first, int end) {
        return new Rows(0, unpack(packed, size, format));
    }

    /// @param first of a block's rows that are in `pixels`
    record Rows(int first, PixelBlock pixels) {}
}
