package dev.azulejo.core.infer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InterpolatedShareTest {
    @ParameterizedTest
    @ValueSource(longs = {0, 1, 199})
    void thereIsNothingToSayOfWhatDoesNotShow(long interpolated) {
        assertThat(new InterpolatedShare(interpolated, 10_000).warning("auto", 2))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            200 | auto     | 2 | 2.0 % of the picture, such as text, thin lines or dithering, is too sharp for the model
            235 | photo-x4 | 4 | and was enlarged without it; other recipes: anime-x4, scan, resize
            235 | scan     | 2 | and was enlarged without it; other recipes: anime-x2, resize
            300 | dejpeg   | 1 | 3.0 % of the picture
            300 | dejpeg   | 1 | and stayed as it was; other recipes: scan, resize
            """)
    void saysHowMuchAndWhatElseThereIs(long interpolated, String recipe, int scale, String words) {
        assertThat(new InterpolatedShare(interpolated, 10_000).warning(recipe, scale))
                .get()
                .asString()
                .contains(words);
    }
}
