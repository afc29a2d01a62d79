package dev.azulejo.quality.metric;

import dev.azulejo.core.look.Face;
import java.util.List;

/// Measures how far the faces of a result lie from those of its source, enlarged by cubic interpolation: of each face
/// the share of both frames that they do not have in common, and of all faces the worst. A face of one that the other
/// has not is 1; where there are no faces, it is 0.
public final class FaceShift {
    /// Five to one. A face of which the detector is less sure (it finds what is as sure as three to one) may be found
    /// in one of two pictures that look the same, and does not count as gone or new.
    private static final float SURE = (float) Math.log(5);

    private FaceShift() {}

    /// @param expected in the source, enlarged to the size of the result
    /// @param found in the result
    public static Scores of(List<Face> expected, List<Face> found) {
        var scores = new Scores.Builder();
        scores.put(Metric.FACE_SHIFT, Math.max(worst(expected, found), worst(found, expected)));
        return scores.scores();
    }

    private static double worst(List<Face> sure, List<Face> others) {
        return sure.stream()
                .filter(face -> face.certainty() >= SURE)
                .mapToDouble(face ->
                        1 - others.stream().mapToDouble(face::overlap).max().orElse(0))
                .max()
                .orElse(0);
    }
}
