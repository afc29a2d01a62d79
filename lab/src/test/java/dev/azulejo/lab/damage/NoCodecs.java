package dev.azulejo.lab.damage;

import dev.azulejo.lab.picture.Picture;

/// Codecs that lose nothing, for damage without libvips.
public final class NoCodecs implements Codecs {
    @Override
    public Picture jpeg(Picture picture, int quality, boolean subsampled) {
        return picture.rounded();
    }

    @Override
    public Picture webp(Picture picture, int quality) {
        return picture.rounded();
    }
}
