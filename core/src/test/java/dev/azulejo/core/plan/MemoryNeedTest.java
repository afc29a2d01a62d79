package dev.azulejo.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemoryNeedTest {
    private static final MemoryNeed NEED = new MemoryNeed(200, 300, 50, 20, 100);

    @ParameterizedTest(name = "{0} threads, {1}: {2} tiles on {3} threads each, {4} strips")
    @CsvSource({
        "1, 1000, 1, 1, 1, true",
        "2, 1000, 2, 1, 2, true",
        "2, 800, 2, 1, 2, false", // a second tile does not take as much as the first
        "2, 770, 1, 2, 2, true",
        "8, 1000, 2, 4, 4, true",
        "4, 10000, 4, 1, 4, true",
        "3, 900, 2, 2, 2, true", // an even share, even if a core has a thread too many
        "2, 520, 1, 2, 2, false", // too little for the tile that stays and a strip
        "2, 530, 1, 2, 2, false",
        "2, 550, 1, 2, 1, true",
    })
    void asMuchAtOnceAsMemoryHasRoomFor(
            int threads, long budget, int tiles, int perTile, int strips, boolean keepsModels) {
        var share = NEED.share(threads, budget);
        assertThat(share).isEqualTo(new WorkShare(tiles, perTile, strips, keepsModels));
        assertThat(NEED.peak(share)).isLessThanOrEqualTo(budget);
    }

    @ParameterizedTest(name = "{0} threads, {1} tiles: {2} at once on {3} threads each")
    @CsvSource({
        "2, 1, 1, 2",
        "8, 1, 1, 8",
        "8, 2, 2, 4",
        "2, 3, 2, 1",
        "1, 1, 1, 1",
    })
    void aJobOfFewTilesHasAllThreadsOnThem(int threads, int count, int tiles, int perTile) {
        var share = new MemoryNeed(200, 300, 50, 20, count).share(threads, Long.MAX_VALUE);
        assertThat(share).isEqualTo(new WorkShare(tiles, perTile, threads, true));
    }

    /// More cannot be saved; the estimate says what it takes.
    @Test
    void aTileAndAStripInAnyCase() {
        var share = NEED.share(2, 10);
        assertThat(share).isEqualTo(new WorkShare(1, 2, 1, false));
        assertThat(NEED.peak(share)).isEqualTo(200 + 300 + 20);
    }

    @Test
    void allCoresWorkOnTilesHoweverMany() {
        for (int threads = 1; threads <= 64; threads++) {
            for (long budget = 500; budget < 5_000; budget += 100) {
                var share = NEED.share(threads, budget);
                assertThat(share.tiles() * share.threadsPerTile()).isBetween(threads, threads + share.tiles() - 1);
            }
        }
    }
}
