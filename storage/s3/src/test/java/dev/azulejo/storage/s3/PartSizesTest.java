package dev.azulejo.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PartSizesTest {

    @Test
    void tenThousandPartsReachFiveTebibytes() {
        long total = IntStream.rangeClosed(1, PartSizes.MAX_PARTS)
                .mapToLong(PartSizes::bytesOf)
                .sum();
        assertThat(total).isGreaterThanOrEqualTo(5L << 40);
    }

    @Test
    void theFirstEightGibibytesGoInPartsOfEightMebibytes() {
        assertThat(IntStream.rangeClosed(1, 1_000).map(PartSizes::bytesOf).distinct())
                .containsExactly(8 << 20);
    }

    @Test
    void noPartIsSmallerThanTheOneBeforeOrTooLargeForAnArray() {
        for (int number = 2; number <= PartSizes.MAX_PARTS; number++) {
            assertThat(PartSizes.bytesOf(number))
                    .isGreaterThanOrEqualTo(PartSizes.bytesOf(number - 1))
                    .isLessThan(1_300 << 20);
        }
    }
}
