package dev.azulejo.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LimitTest {
    @ParameterizedTest
    @CsvSource({
        "PIXELS, 2e9, 2000000000",
        "PIXELS, 2G, 2000000000",
        "PIXELS, 1.5m, 1500000",
        "PIXELS, ' 7 ', 7",
        "SIDE, 300k, 300000",
        "FILE, 500M, 500000000",
        "FILE, 1.5GiB, 1610612736",
        "FILE, 2TB, 2000000000000",
        "MEMORY, 12B, 12",
        "MEMORY, 4kib, 4096",
        "TIME, 90m, 5400",
        "TIME, 1.5h, 5400",
        "TIME, 45s, 45",
        "TIME, 2d, 172800",
    })
    void aTextStatesAValue(Limit limit, String text, long value) {
        assertThat(limit.parse(text)).hasValue(value);
        assertThat(limit.refusal(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "PIXELS, ''",
        "PIXELS, -1",
        "PIXELS, 0",
        "PIXELS, 2T",
        "PIXELS, 1e99",
        "PIXELS, 2 G",
        "SIDE, 3g",
        "FILE, 1h",
        "FILE, 1x",
        "METADATA, 65MiB",
        "TIME, 2w",
        "TIME, 0.5s",
    })
    void otherTextsAreRefused(Limit limit, String text) {
        assertThat(limit.parse(text)).isEmpty();
        assertThat(limit.refusal(text))
                .hasValueSatisfying(refusal -> assertThat(refusal).contains("'" + text + "'", "such as"));
    }

    @Test
    void itsNameHasHyphensAsAnOptionAndNoneInAnEnvironment() {
        assertThat(Limit.RESULT_PIXELS.option()).isEqualTo("max-result-pixels");
        assertThat(Limit.RESULT_PIXELS.variable()).isEqualTo("AZULEJO_MAX_RESULT_PIXELS");
    }

    @ParameterizedTest
    @EnumSource
    void whatIsNotSetIsStandard(Limit limit) {
        assertThat(Limits.DEFAULT.of(limit)).isEqualTo(limit.standard());
        assertThat(Limits.DEFAULT.with(limit, 5).of(limit)).isEqualTo(5);
    }

    @Test
    void theNameIsThatOfTheOptionAndOfTheVariable() {
        assertThat(Limit.PIXELS.option()).isEqualTo("max-pixels");
        assertThat(Limit.PIXELS.variable()).isEqualTo("AZULEJO_MAX_PIXELS");
    }
}
