package dev.azulejo.core.resize;

import dev.azulejo.core.geometry.Rect;
import dev.azulejo.core.geometry.Size;

/// What becomes of the enlarged image: it is resized, and placed on a canvas, which is the result. A canvas that
/// is smaller cuts off what reaches beyond.
///
/// @param resized size of the whole image
/// @param canvas size of the result
/// @param left where the image's left edge lies on the canvas; negative where it is cut off
/// @param top where its upper edge lies
/// @param background of the canvas where there is no image
public record ResultLayout(Size resized, Size canvas, int left, int top, Background background) {
    public ResultLayout {
        if (!new Rect(left, top, resized.width(), resized.height()).intersects(canvas.bounds())) {
            throw new IllegalArgumentException(
                    "an image of %s at %d, %d is not on a canvas of %s".formatted(resized, left, top, canvas));
        }
    }

    /// The result is the image.
    public static ResultLayout of(Size image) {
        return new ResultLayout(image, image, 0, 0, Background.WHITE);
    }

    /// The image in the middle of a canvas.
    public static ResultLayout centred(Size image, Size canvas, Background background) {
        return new ResultLayout(
                image,
                canvas,
                Math.floorDiv(canvas.width() - image.width(), 2),
                Math.floorDiv(canvas.height() - image.height(), 2),
                background);
    }

    /// Whether the canvas is just the image.
    public boolean fillsCanvas() {
        return resized.equals(canvas) && left == 0 && top == 0;
    }

    /// Where the image lies on the canvas; it may reach beyond.
    public Rect imageRect() {
        return new Rect(left, top, resized.width(), resized.height());
    }
}
