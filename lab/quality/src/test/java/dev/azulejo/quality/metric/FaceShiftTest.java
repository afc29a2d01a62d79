package dev.azulejo.quality.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.azulejo.core.look.face.Face;
import dev.azulejo.quality.metric.score.Metric;
import java.util.List;
import org.junit.jupiter.api.Test;

class FaceShiftTest {
    private static Face face(float left, float certainty) {
        return new Face(left, 10, 100, 100, certainty);
    }

    private static double shift(List<Face> expected, List<Face> original, List<Face> found) {
        return FaceShift.of(expected, original, found).value(Metric.FACE_SHIFT).orElseThrow();
    }

    private static double shift(List<Face> expected, List<Face> found) {
        return shift(expected, expected, found);
    }

    @Test
    void whereFacesAreWhereTheyWereNothingHasMoved() {
        assertThat(shift(List.of(), List.of())).isZero();
        assertThat(shift(List.of(face(0, 3)), List.of(face(0, 2)))).isZero();
    }

    /// A frame that is moved by a quarter of its width has three of five parts in common.
    @Test
    void theWorstFaceDecides() {
        assertThat(shift(List.of(face(0, 3), face(300, 3)), List.of(face(25, 3), face(300, 3))))
                .isCloseTo(0.4, within(1e-6));
    }

    @Test
    void aFaceThatIsGoneOrNewHasMovedAsFarAsCanBe() {
        assertThat(shift(List.of(face(0, 3)), List.of())).isEqualTo(1);
        assertThat(shift(List.of(face(0, 3)), List.of(face(0, 3), face(300, 3))))
                .isEqualTo(1);
    }

    /// Three to one is enough for a face to be found, and five to one for it to be missed.
    @Test
    void aFaceOfWhichNobodyIsSureIsNeitherGoneNorNew() {
        assertThat(shift(List.of(face(0, 1.2f)), List.of())).isZero();
        assertThat(shift(List.of(), List.of(face(0, 1.2f)))).isZero();
        assertThat(shift(List.of(face(0, 3)), List.of(face(0, 1.2f)))).isZero();
    }

    @Test
    void whatInterpolationShowsWronglyIsNoFaceAndWhatItHidesIsNotNew() {
        assertThat(shift(List.of(face(0, 3)), List.of(), List.of())).isZero();
        assertThat(shift(List.of(), List.of(face(0, 3)), List.of(face(0, 3)))).isZero();
        assertThat(shift(List.of(), List.of(face(0, 3)), List.of())).isZero();
    }
}
