package dev.azulejo.core.look;

import java.util.ArrayList;
import java.util.List;

/// A face in an image, in pixels of it: from the brows to the chin. It may reach beyond the image.
///
/// @param certainty a logit: 0 is as likely as not
public record Face(float left, float top, float width, float height, float certainty) {
    /// Frames that have more than this in common are of one face.
    private static final float ONE_FACE = 0.3f;

    public Face {
        if (!(width > 0 && height > 0)) {
            throw new IllegalArgumentException("a face covers something, got %s x %s".formatted(width, height));
        }
    }

    /// The same face in an image in which this one is a part.
    Face movedBy(int x, int y) {
        return new Face(left + x, top + y, width, height, certainty);
    }

    /// The same face in an image that is so many times as large.
    Face times(int factor) {
        return new Face(left * factor, top * factor, width * factor, height * factor, certainty);
    }

    float right() {
        return left + width;
    }

    float bottom() {
        return top + height;
    }

    /// Of several frames around one face, the surest.
    public static List<Face> withoutRepeats(List<Face> surestFirst) {
        var kept = new ArrayList<Face>();
        for (var face : surestFirst) {
            if (kept.stream().allMatch(other -> other.overlap(face) < ONE_FACE)) {
                kept.add(face);
            }
        }
        return List.copyOf(kept);
    }

    /// What both cover together, as a share of all that they cover: 0 to 1.
    public float overlap(Face other) {
        float across = Math.max(0, Math.min(right(), other.right()) - Math.max(left, other.left));
        float down = Math.max(0, Math.min(bottom(), other.bottom()) - Math.max(top, other.top));
        float both = across * down;
        return both / (width * height + other.width * other.height - both);
    }
}
