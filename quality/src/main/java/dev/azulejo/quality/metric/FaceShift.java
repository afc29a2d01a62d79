package dev.azulejo.quality.metric;

import dev.azulejo.core.look.Face;
import java.util.List;
import java.util.stream.Stream;

/// Measures how far the faces of a result lie from those of its source, enlarged by cubic interpolation: of each face
/// the share of both frames that they do not have in common, and of all faces the worst. One that is gone is 1; so is
/// one that is new. Where there are no faces, it is 0.
///
/// Interpolation blurs small faces, so that the detector takes something else for one, or misses one that a good
/// result shows. So a face can only be gone that the original has, too, and none is new that the original has.
public final class FaceShift {
    /// Five to one. A face of which the detector is less sure (it finds what is as sure as three to one) may be found
    /// in one of two pictures that look the same, and does not count as gone or new.
    private static final float SURE = (float) Math.log(5);

    /// Frames that have more than this in common are of one face.
    private static final double ONE_FACE = 0.3;

    private FaceShift() {}

    /// @param expected in the source, enlarged to the size of the result
    /// @param original in what the source was reduced from
    /// @param found in the result
    public static Scores of(List<Face> expected, List<Face> original, List<Face> found) {
        double gone = sure(expected)
                .filter(face -> common(face, original) > ONE_FACE)
                .mapToDouble(face -> 1 - common(face, found))
                .max()
                .orElse(0);
        double added = sure(found)
                .mapToDouble(face -> 1 - Math.max(common(face, expected), common(face, original)))
                .max()
                .orElse(0);
        var scores = new Scores.Builder();
        scores.put(Metric.FACE_SHIFT, Math.max(gone, added));
        return scores.scores();
    }

    private static Stream<Face> sure(List<Face> faces) {
        return faces.stream().filter(face -> face.certainty() >= SURE);
    }

    private static double common(Face face, List<Face> others) {
        return others.stream().mapToDouble(face::overlap).max().orElse(0);
    }
}
