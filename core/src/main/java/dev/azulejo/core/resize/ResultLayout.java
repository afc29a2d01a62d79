package dev.azulejo.core.resize;

import dev.azulejo.core.geometry.Rect;
import dev.azulejo.core.geometry.Size;

/// The layout of a result: the enlarged image is resized, and placed on a canvas, which is the result. A
/// smaller canvas cuts off the rest of the image.
///
/// @param resized size of the whole image
/// @param canvas size of the result
/// @param left where the image's left edge lies on the canvas; negative if it is cut off
/// @param top where its upper edge lies
/// @param background of the canvas where there is no image
public record ResultLayout(Size resized, Size canvas, int left, int top, Background background) {
    public ResultLayout {
        if (!new Rect(left, top, resized.width(), resized.height()).intersects(canvas.bounds())) {
            throw new IllegalArgumentException(
                    "an image of %s at %d, %d is not on a canvas of %s".formatted(resized, left, top, canvas));
        }
    }

    public static ResultLayout of(Size image) {
        return new ResultLayout(image, image, 0, 0, Background.WHITE);
    }

    public static ResultLayout centred(Size image, Size canvas, Background background) {
        return new ResultLayout(
                image,
                canvas,
                Math.floorDiv(canvas.width() - image.width(), 2),
                Math.floorDiv(canvas.height() - image.height(), 2),
                background);
    }

    public boolean fillsCanvas() {
        return resized.equals(canvas) && left == 0 && top == 0;
    }

    /// The place of the image on the canvas; it may reach beyond.
    public Rect imageRect() {
        return new Rect(left, top, resized.width(), resized.height());
    }
}
