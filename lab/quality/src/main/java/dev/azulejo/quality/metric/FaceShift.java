package dev.azulejo.quality.metric;

import dev.azulejo.core.look.face.Face;
import dev.azulejo.quality.metric.score.Metric;
import dev.azulejo.quality.metric.score.Scores;
import java.util.List;
import java.util.stream.Stream;

/// Measures how far the faces of a result lie from those of its source, enlarged by cubic interpolation:
/// for each face the share of both frames that they do not have in common, and the worst over all faces. A
/// face that is gone counts as 1, and so does a new one. Without faces, the value is 0.
///
/// Interpolation blurs small faces, so the detector may take something else for one, or miss one that a
/// good result shows. A face therefore counts as gone only if the original has it, too, and not as new if
/// the original has it.
public final class FaceShift {
    /// The logit of the least certainty for a face that counts, five to one. The detector reports faces
    /// from three to one on, but may find a less certain one in only one of two pictures that look the
    /// same, so it does not count as gone or new.
    private static final float SURE = (float) Math.log(5);

    /// The overlap above which two frames are of one face.
    private static final double ONE_FACE = 0.3;

    private FaceShift() {}

    /// The scores of a result.
    ///
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
