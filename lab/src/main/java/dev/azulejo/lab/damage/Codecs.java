package dev.azulejo.lab.damage;

import dev.azulejo.lab.picture.Picture;

/// Writes pictures as files with losses and reads them again. Thread-safe.
public interface Codecs {
    /// The picture after saving it as JPEG.
    ///
    /// @param quality 1 to 100
    /// @param subsampled whether colours have half the resolution
    Picture jpeg(Picture picture, int quality, boolean subsampled);

    /// The picture after saving it as WebP.
    ///
    /// @param quality 0 to 100
    Picture webp(Picture picture, int quality);
}
