package dev.azulejo.core.infer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InterpolatedShareTest {
    @Test
    void thereIsNothingToSayWhereAModelWasAlwaysBelieved() {
        assertThat(new InterpolatedShare(0, 100).warning("auto", 2)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1   | auto     | 2 | less than 0.1 % of the pixels were interpolated instead
            235 | photo-x4 | 4 | 2.4 % of the pixels were interpolated instead
            235 | photo-x4 | 4 | dithering; other recipes: anime-x4, scan, resize
            235 | scan     | 2 | dithering; other recipes: anime-x2, resize
            300 | dejpeg   | 1 | 3.0 % of the pixels were left as they were
            300 | dejpeg   | 1 | dithering; other recipes: scan, resize
            """)
    void saysHowMuchAndWhatElseThereIs(long interpolated, String recipe, int scale, String words) {
        assertThat(new InterpolatedShare(interpolated, 10_000).warning(recipe, scale))
                .get()
                .asString()
                .contains(words);
    }
}
