package dev.azulejo.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRangeTest {
    private static final long LENGTH = 10;

    @ParameterizedTest
    @CsvSource({
        "bytes=0-0,0,1",
        "bytes=2-5,2,6",
        "bytes=7-,7,10",
        "bytes=7-99,7,10",
        "bytes=-3,7,10",
        "bytes=-99,0,10",
        "bytes=10-,10,10",
        "bytes=-0,10,10"
    })
    void aRangeIsFromItsFirstByteToItsLast(String asked, long first, long end) {
        assertThat(ByteRange.of(asked, LENGTH)).contains(new ByteRange(first, end));
    }

    /// RFC 9110, 14.2: what is no range is passed over.
    @ParameterizedTest
    @ValueSource(
            strings = {"bytes=-", "bytes=5-2", "bytes=0-1,4-5", "pages=1-2", "bytes=a-b", "bytes=99999999999999999999-"
            })
    void whatIsNoneMeansTheWholeFile(String asked) {
        assertThat(ByteRange.of(asked, LENGTH)).isEmpty();
    }

    @Test
    void noRangeMeansTheWholeFile() {
        assertThat(ByteRange.of(null, LENGTH)).isEmpty();
    }

    @Test
    void aRangeBehindTheEndIsEmpty() {
        assertThat(new ByteRange(10, 10).isEmpty()).isTrue();
        assertThat(new ByteRange(9, 10).isEmpty()).isFalse();
    }
}
