package dev.azulejo.core.port;

import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.pixels.PixelBlock;
import dev.azulejo.core.pixels.PixelFormat;

/// Packs pixels for the way from stage to stage: small, fast, lossless. Thread-safe.
public interface BlockCodec {
    byte[] pack(PixelBlock block);

    /// @throws dev.azulejo.core.failure.PermanentFailure when `packed` is no such block
    PixelBlock unpack(byte[] packed, Size size, PixelFormat format);
}
