package dev.azulejo.quality.metric.rows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.pixels.PixelBlock;
import dev.azulejo.core.pixels.PixelFormat;
import dev.azulejo.core.port.ImageDecoder;
import dev.azulejo.core.port.ProbedImage;
import dev.azulejo.core.port.UnreadableImage;
import dev.azulejo.quality.metric.Metrics;
import dev.azulejo.quality.metric.score.Metric;
import dev.azulejo.quality.metric.score.Scores;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StripPumpTest {
    private static final PixelBlock NOISE = PixelBlock.random(new Random(1), new Size(40, 30), PixelFormat.rgb8());
    private static final long LONG_ENOUGH_SECONDS = 60;

    /// On two cores the pool has one thread. Each comparison in it waits for rows, which the pool also
    /// computes.
    @Test
    void comparisonsThatTakeAllThreadsOfThePoolDoNotWaitForEachOther() throws Exception {
        Callable<Scores> comparison = () -> Metrics.compare(new RowsOfThePool(), new RowsOfThePool());
        var all = Stream.generate(() -> ForkJoinPool.commonPool().submit(comparison))
                .limit(ForkJoinPool.getCommonPoolParallelism() + 1)
                .toList();
        for (var each : all) {
            assertThat(each.get(LONG_ENOUGH_SECONDS, TimeUnit.SECONDS).value(Metric.PSNR))
                    .hasValue(Double.POSITIVE_INFINITY);
        }
    }

    /// Rows that come only once a thread of the pool has computed them.
    private static final class RowsOfThePool implements ImageDecoder.Rows {
        private final MemoryRows rows = new MemoryRows(NOISE);

        @Override
        public ProbedImage image() {
            return rows.image();
        }

        @Override
        public void next(int count, byte[] target, int offset) throws UnreadableImage {
            var hadTime = new CountDownLatch(1);
            ForkJoinPool.commonPool().execute(hadTime::countDown);
            try {
                hadTime.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            rows.next(count, target, offset);
        }

        @Override
        public void close() {
            rows.close();
        }
    }
}
