package dev.azulejo.lab.damage;

import dev.azulejo.lab.picture.Picture;

/// What writes pictures as files with losses and reads them again. Thread-safe.
public interface Codecs {
    /// What a JPEG shows.
    ///
    /// @param quality 1 to 100
    /// @param subsampled whether colours have half the resolution
    Picture jpeg(Picture picture, int quality, boolean subsampled);

    /// What a WebP shows.
    ///
    /// @param quality 0 to 100
    Picture webp(Picture picture, int quality);
}
