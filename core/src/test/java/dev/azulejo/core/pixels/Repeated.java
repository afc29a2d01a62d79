package dev.azulejo.core.pixels;

import dev.azulejo.core.geometry.Rect;
import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.geometry.Wrap;
import java.util.List;
import java.util.Random;

/// An image again and again, as one that goes on at its opposite edge is seen.
public final class Repeated {
    private Repeated() {}

    public static Wrap any(Random random) {
        return List.of(Wrap.values()).get(random.nextInt(Wrap.values().length));
    }

    /// Three times along each axis along which it goes on.
    public static PixelBlock thrice(PixelBlock image, Wrap wrap) {
        int across = wrap.across() ? 3 : 1;
        int down = wrap.down() ? 3 : 1;
        return pixels(image, new Rect(0, 0, across * image.width(), down * image.height()));
    }

    /// Where the middle one of these lies, each enlarged to `size`.
    public static Rect middle(Size size, Wrap wrap) {
        return new Rect(wrap.across() ? size.width() : 0, wrap.down() ? size.height() : 0, size.width(), size.height());
    }

    /// What is seen under a rect that may reach beyond the image, pixel by pixel.
    public static PixelBlock pixels(PixelBlock image, Rect rect) {
        var seen = PixelBlock.blank(rect.size(), image.format());
        for (int y = 0; y < rect.height(); y++) {
            for (int x = 0; x < rect.width(); x++) {
                int fromX = Math.floorMod(rect.left() + x, image.width());
                int fromY = Math.floorMod(rect.top() + y, image.height());
                image.copyRows(new Rect(fromX, fromY, 1, 1), seen, new Rect(x, y, 1, 1));
            }
        }
        return seen;
    }
}
