package dev.azulejo.inference.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class BlockPoolTest {
    private static final long MAP = 3 << 20;

    private final BlockPool pool = new BlockPool();

    @Test
    void blocksAreAlignedAndNotTheSame() {
        var addresses = LongStream.of(1, 63, 64, 65, 5000, MAP).map(pool::take).boxed();
        assertThat(addresses)
                .doesNotHaveDuplicates()
                .allSatisfy(address -> assertThat(address % 64).isZero());
    }

    @Test
    void whatIsGivenBackIsUsedAgain() {
        long first = pool.take(MAP);
        pool.giveBack(first);
        assertThat(pool.take(MAP - 100)).isEqualTo(first);
        assertThat(pool.bytes()).isEqualTo(MAP);
    }

    @Test
    void ofThoseThatAreLargeEnoughTheSmallestIsTaken() {
        long larger = pool.take(2 * MAP);
        long smaller = pool.take(MAP);
        pool.giveBack(larger);
        pool.giveBack(smaller);
        assertThat(pool.take(MAP - 1)).isEqualTo(smaller);
        assertThat(pool.take(MAP - 1)).isEqualTo(larger);
    }

    @Test
    void whatIsSmallDoesNotTakeWhatIsLarge() {
        pool.giveBack(pool.take(MAP));
        pool.take(256);
        assertThat(pool.bytes()).isEqualTo(MAP + 256);
        pool.take(MAP);
        assertThat(pool.bytes()).isEqualTo(MAP + 256);
    }

    /// The larger blocks are for tiles of another model with larger maps.
    @Test
    void whatIsTooSmallGoesBeforeMoreIsTaken() {
        var small = LongStream.range(0, 4).map(_ -> pool.take(MAP)).toArray();
        LongStream.of(small).forEach(pool::giveBack);
        pool.take(2 * MAP);
        assertThat(pool.bytes()).isEqualTo(2 * MAP + 2 * MAP);
        pool.take(2 * MAP);
        assertThat(pool.bytes()).isEqualTo(4 * MAP);
    }

    @Test
    void whatIsInUseIsNotReleased() {
        long kept = pool.take(MAP);
        pool.giveBack(pool.take(2 * MAP));
        pool.giveBack(pool.take(10));
        pool.release(0);
        assertThat(pool.bytes()).isEqualTo(MAP);
        pool.giveBack(kept);
        assertThat(pool.take(MAP)).isEqualTo(kept);
    }

    @Test
    void aLittleIsKept() {
        pool.giveBack(pool.take(MAP));
        pool.release(MAP);
        assertThat(pool.bytes()).isEqualTo(MAP);
        pool.release(MAP - 1);
        assertThat(pool.bytes()).isZero();
    }

    @Test
    void largeOnesDoNotBeginAtTheSamePlaceOfAPage() {
        var places = LongStream.range(0, 8).map(_ -> pool.take(MAP) % 4096).boxed();
        assertThat(places).doesNotHaveDuplicates();
    }

    @Test
    void whatTheSystemHasNotCannotBeClaimed() {
        long much = 1L << 60;
        assertThatExceptionOfType(OutOfMemoryError.class)
                .isThrownBy(() -> pool.claim(much))
                .withMessageContaining("%d bytes".formatted(much));
        pool.claim(MAP);
        assertThat(pool.bytes()).isZero();
        pool.take(MAP);
        pool.unclaim(MAP);
    }

    @Test
    void whatIsNotThereCannotBeGivenBack() {
        long once = pool.take(MAP);
        pool.giveBack(once);
        assertThatIllegalArgumentException().isThrownBy(() -> pool.giveBack(once));
    }

    /// Two tiles are at different layers, and each holds four maps that grow smaller from layer to layer.
    @Test
    void aNetworkThatShrinksTakesWhatItHoldsAtItsPeak() {
        var random = new Random(7);
        var held = new ArrayDeque<Long>();
        for (int tile = 0; tile < 20; tile++) {
            for (int layer = 0; layer < 20; layer++) {
                held.add(pool.take(2 * MAP - layer * 40_000L - random.nextInt(30_000)));
                if (held.size() > 8) {
                    pool.giveBack(held.remove());
                }
            }
        }
        assertThat(new HashSet<>(held)).hasSize(8);
        assertThat(pool.bytes()).isLessThanOrEqualTo(9 * 2 * MAP);
    }
}
