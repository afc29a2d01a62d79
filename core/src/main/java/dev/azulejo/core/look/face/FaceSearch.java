package dev.azulejo.core.look.face;

import dev.azulejo.core.geometry.Orientation;
import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.pixels.LookedRows;
import dev.azulejo.core.pixels.PixelBlock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Finds the faces of a whole image, whatever their size: those that [FaceLook] finds in it, in half of it,
/// in a quarter, and so on until one square holds it, in which a face may have any size. For images that
/// are in memory anyway.
public final class FaceSearch {
    private FaceSearch() {}

    /// @param image upright, of 8 bits without alpha; 20 pixels are the least that a face has
    /// @return faces in pixels of the image, the surest first; no two of them show the same face
    public static List<Face> in(PixelBlock image, FaceDetector detector) {
        if (image.format().bits() != 8 || image.format().hasAlpha()) {
            throw new IllegalArgumentException("only 8 bits without alpha: " + image.format());
        }
        var found = new ArrayList<Face>();
        var level = image;
        for (int times = 1; ; times *= 2) {
            int factor = times;
            boolean isLast = Math.max(level.width(), level.height()) <= FaceDetector.SIDE
                    || Math.min(level.width(), level.height()) < 2;
            faces(level, detector, isLast ? 2 * FaceDetector.SIDE : FaceLook.MOST_PX).stream()
                    .map(face -> face.times(factor))
                    .forEach(found::add);
            if (isLast) {
                break;
            }
            level = half(level);
        }
        found.sort(Comparator.comparingDouble(Face::certainty).reversed());
        return Face.withoutRepeats(found);
    }

    private static List<Face> faces(PixelBlock image, FaceDetector detector, int mostPx) {
        var size = new Size(image.width(), image.height());
        var look = new FaceLook(size, image.format(), Orientation.NORMAL, detector, mostPx);
        var rows = new byte[image.stride() * LookedRows.MOST_ROWS];
        for (int top = 0; top < image.height(); top += LookedRows.MOST_ROWS) {
            int count = Math.min(LookedRows.MOST_ROWS, image.height() - top);
            System.arraycopy(image.samples(), top * image.stride(), rows, 0, count * image.stride());
            look.accept(rows, count);
        }
        return look.faces();
    }

    /// Halves an image: each sample is the mean of 2×2; a last odd row or column is dropped.
    private static PixelBlock half(PixelBlock image) {
        var half = PixelBlock.blank(new Size(image.width() / 2, image.height() / 2), image.format());
        int bands = image.format().bands();
        for (int y = 0; y < half.height(); y++) {
            for (int i = 0; i < half.stride(); i++) {
                int at = 2 * y * image.stride() + i / bands * 2 * bands + i % bands;
                int sum = sample(image, at)
                        + sample(image, at + bands)
                        + sample(image, at + image.stride())
                        + sample(image, at + image.stride() + bands);
                half.samples()[y * half.stride() + i] = (byte) ((sum + 2) / 4);
            }
        }
        return half;
    }

    private static int sample(PixelBlock image, int at) {
        return image.samples()[at] & 0xff;
    }
}
