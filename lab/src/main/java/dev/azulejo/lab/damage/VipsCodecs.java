package dev.azulejo.lab.damage;

import dev.azulejo.core.geometry.Rect;
import dev.azulejo.core.port.UnreadableImage;
import dev.azulejo.imaging.PlainPictures;
import dev.azulejo.lab.picture.Picture;
import java.io.ByteArrayInputStream;
import java.util.List;

/// Saves and reads files by libvips.
public final class VipsCodecs implements Codecs {
    private final PlainPictures pictures;

    public VipsCodecs(PlainPictures pictures) {
        this.pictures = pictures;
    }

    @Override
    public Picture jpeg(Picture picture, int quality, boolean subsampled) {
        return read(pictures.jpeg(picture.block(), quality, subsampled));
    }

    @Override
    public Picture webp(Picture picture, int quality) {
        return read(pictures.webp(picture.block(), quality));
    }

    private Picture read(byte[] file) {
        try {
            return Picture.of(pictures.read(
                            new ByteArrayInputStream(file),
                            size -> List.of(new Rect(0, 0, size.width(), size.height())))
                    .getFirst());
        } catch (UnreadableImage e) {
            throw new IllegalStateException("a file of our own: " + e.detail(), e);
        }
    }
}
