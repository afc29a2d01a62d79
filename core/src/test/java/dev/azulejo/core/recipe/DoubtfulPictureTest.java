package dev.azulejo.core.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.look.Picture;
import dev.azulejo.core.look.kind.SampleKinds;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a picture may have by nature or by damage: fine texture or noise, contrast or halos.
class DoubtfulPictureTest {
    private static final Size IMAGE = new Size(64, 16);

    /// What may be grass as well as noise is neither smoothed nor made strokes of.
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            # header | noise | doubtful | models
            -  | 0   | 18.6 | azulejo-photo-x2
            -  | 0   | 1.74 | span-x2
            -  | 4   | 18.6 | ffdnet, span-x2
            75 | 0   | 7.9  | cunet-denoise1, azulejo-restore-x2
            75 | 0   | 8    | cunet-denoise1, azulejo-photo-x2
            97 | 0   | 18.6 | cunet-denoise0, azulejo-photo-x2
            """)
    void fineTextureThatMayBeNoiseIsEnlargedGently(
            @Nullable Integer header, double noise, double doubtful, String models) {
        var seen = new Picture(
                noise, Map.of("doubtful", doubtful), 0.5, null, null, null, SampleKinds.of(IMAGE, 16, "PPPP"));
        var decided = new PictureChoice(PictureChoiceTest.foreseen(2, header), seen).decided();
        assertThat(decided.steps()).extracting(Step::model).containsExactly(models.split(", "));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            # scale | overshoot | noise | traced | kinds | models
            2 | 0.26 | 0 | -  | PPPP | azulejo-unsharp, azulejo-photo-x2
            4 | 0.9  | 0 | 88 | PPPA | azulejo-unsharp, azulejo-photo-x4
            2 | 0.25 | 0 | -  | PPPP | span-x2
            2 | -    | 0 | -  | PPPP | span-x2
            2 | 0.5  | 3 | -  | PPPP | ffdnet, span-x2
            2 | 0.5  | 0 | 87 | PPPP | cunet-denoise0, azulejo-restore-x2
            2 | 0.5  | 0 | -  | PDPP | span-x2
            """)
    void halosOfAPhotographAreTakenBackBeforeItIsEnlarged(
            int scale,
            @Nullable Double overshoot,
            double noise,
            @Nullable Integer traced,
            String kinds,
            String models) {
        var seen = new Picture(noise, Map.of(), null, traced, null, overshoot, SampleKinds.of(IMAGE, 16, kinds));
        var decided = new PictureChoice(PictureChoiceTest.foreseen(scale, null), seen).decided();
        assertThat(decided.steps()).extracting(Step::model).containsExactly(models.split(", "));
    }

    @Test
    void halosThatAreNotEnlargedStay() {
        var seen = new Picture(0.0, Map.of(), null, null, null, 0.5, SampleKinds.of(IMAGE, 16, "PPPP"));
        assertThat(new PictureChoice(PictureChoiceTest.foreseen(1, null), seen)
                        .decided()
                        .steps())
                .isEmpty();
        assertThat(new PictureChoice(PictureChoiceTest.foreseen(2, null), seen)
                        .decided()
                        .chosen())
                .isEqualTo("PNG, lossless, sharpened, with halos along edges: azulejo-unsharp before azulejo-photo-x2");
    }
}
