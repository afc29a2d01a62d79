package dev.azulejo.core.look.face;

import java.util.ArrayList;
import java.util.List;

/// A face in an image, from the brows to the chin, in pixels of the image. It may reach beyond the image.
///
/// @param certainty a logit: 0 is as likely as not
public record Face(float left, float top, float width, float height, float certainty) {
    /// The overlap from which two frames show one face.
    private static final float ONE_FACE = 0.3f;

    public Face {
        if (!(width > 0 && height > 0)) {
            throw new IllegalArgumentException("a face covers something, got %s x %s".formatted(width, height));
        }
    }

    /// Returns this face in an image of which the present one is a part.
    Face movedBy(int x, int y) {
        return new Face(left + x, top + y, width, height, certainty);
    }

    Face times(int factor) {
        return new Face(left * factor, top * factor, width * factor, height * factor, certainty);
    }

    float right() {
        return left + width;
    }

    float bottom() {
        return top + height;
    }

    /// Keeps the surest of several frames around one face.
    public static List<Face> withoutRepeats(List<Face> surestFirst) {
        var kept = new ArrayList<Face>();
        for (var face : surestFirst) {
            if (kept.stream().allMatch(other -> other.overlap(face) < ONE_FACE)) {
                kept.add(face);
            }
        }
        return List.copyOf(kept);
    }

    /// The overlap of two faces as a share of their union: 0 to 1.
    public float overlap(Face other) {
        float across = Math.max(0, Math.min(right(), other.right()) - Math.max(left, other.left));
        float down = Math.max(0, Math.min(bottom(), other.bottom()) - Math.max(top, other.top));
        float both = across * down;
        return both / (width * height + other.width * other.height - both);
    }
}
