package dev.azulejo.local.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FilePaceTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final FilePace pace = new FilePace(10_000_000, 0);

    @Test
    void theRestTakesAsLongAsWhatIsDoneDid() {
        assertThat(pace.left(SECOND)).isEmpty();
        pace.advanced(2_000_000, 2 * SECOND);
        assertThat(pace.share()).isEqualTo(0.2);
        assertThat(pace.left(3 * SECOND)).contains(Duration.ofSeconds(7));
        assertThat(pace.perSecond()).isEqualTo(1_000_000);
    }

    /// Half of it was there at once; that does not make the rest quick.
    @Test
    void whatAnEarlierRunHasDoneTellsNothingOfTheTime() {
        pace.found(5_000_000);
        assertThat(pace.left(SECOND)).isEmpty();
        pace.advanced(1_000_000, SECOND);
        assertThat(pace.share()).isEqualTo(0.6);
        assertThat(pace.left(SECOND)).contains(Duration.ofSeconds(4));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void theTimeLeftNeverCountsUp(long seed) {
        var random = new Random(seed);
        var said = Duration.ofDays(1);
        long now = 0;
        for (int tile = 0; tile < 40; tile++) {
            long took = SECOND / 4 + (long) (random.nextDouble() * tile * SECOND); // slower and slower
            for (int look = 0; look < 5; look++) {
                now += took / 5;
                var left = pace.left(now).orElse(said);
                assertThat(left).isLessThanOrEqualTo(said);
                said = left;
            }
            pace.advanced(250_000, now);
        }
        assertThat(pace.left(now)).contains(Duration.ZERO);
    }
}
