package dev.azulejo.core.plan;

import static dev.azulejo.core.plan.PlannerTest.TWICE;
import static dev.azulejo.core.plan.PlannerTest.image;
import static dev.azulejo.core.plan.PlannerTest.planned;
import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.geometry.Orientation;
import dev.azulejo.core.job.request.GeometrySpec;
import dev.azulejo.core.job.request.SampleRequests;
import dev.azulejo.core.model.ModelCard;
import dev.azulejo.core.model.Processor;
import dev.azulejo.core.model.SampleCards;
import dev.azulejo.core.pixels.ImageFormat;
import dev.azulejo.core.pixels.PixelFormat;
import dev.azulejo.core.plan.PlanOutcome.Planned;
import dev.azulejo.core.tiling.Tile;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// How the planner cuts work: tiles, shards and strips.
class PlannedGeometryTest {
    @ParameterizedTest
    @CsvSource({"16, 4000, 4000", "1, 4000, 3000", "43, 600, 600", "16, 1, 300000", "50, 25000, 40000"})
    void aTileThatIsMostlyHaloIsLengthened(int side, int width, int height) {
        var grid = planned(List.of(TWICE), image(width, height), new GeometrySpec(side, 0, 0))
                .plan()
                .grid();
        assertThat(grid.pixelsInferred()).isLessThanOrEqualTo(8L * width * height);
    }

    @Test
    void aTileThatRepeatsLittleIsAsLongAsItIsAskedFor() {
        var grid = planned(List.of(TWICE), image(4_000, 3_000), new GeometrySpec(100, 0, 0))
                .plan()
                .grid();
        assertThat(grid.bestSide()).isEqualTo(100);
    }

    @Test
    void workIsCutForWhatWorkersComputeOn() {
        var card = SampleCards.onGpu(TWICE, 2 * TWICE.bestSide(Processor.CPU), 100);
        var request = SampleRequests.of(List.of(card), ImageFormat.PNG, GeometrySpec.AUTOMATIC);
        var image = image(4_000, 3_000);
        var onGpu = (Planned)
                Planner.within(Limits.DEFAULT, Processor.GPU).plan(request, image, List.of(card), SampleBuilds.OF_ONE);
        var onCpu = planned(List.of(card), image, GeometrySpec.AUTOMATIC);
        assertThat(onGpu.plan().grid().bestSide()).isEqualTo(2 * TWICE.bestSide(Processor.CPU));
        assertThat(onCpu.plan().grid().bestSide()).isEqualTo(TWICE.bestSide(Processor.CPU));
        assertThat(onGpu.shards()).hasSizeLessThan(onCpu.shards().size());
        assertThat(onGpu.plan().job()).isEqualTo(onCpu.plan().job());
    }

    @Test
    void tilesAreCutForTheEngineThatRunsTheModel() {
        var card = SampleCards.onEngine(TWICE, "openvino bf16", 100);
        assertThat(sideOn(card, "openvino bf16")).isEqualTo(100);
        assertThat(sideOn(card, "openvino fp32")).isEqualTo(TWICE.bestSide(Processor.CPU));
        assertThat(sideOn(card, null)).isEqualTo(TWICE.bestSide(Processor.CPU));
    }

    private static int sideOn(ModelCard card, @Nullable String engine) {
        var request = SampleRequests.runBy(engine, List.of(card), ImageFormat.PNG, GeometrySpec.AUTOMATIC);
        var outcome = Planner.DEFAULT.plan(request, image(4_000, 3_000), List.of(card), SampleBuilds.OF_ONE);
        return ((Planned) outcome).plan().grid().bestSide();
    }

    @ParameterizedTest
    @CsvSource({"1", "48", "49", "100", "8192"})
    void anyTileSideThatIsAskedForIsMadeToFit(int side) {
        var planned = planned(List.of(TWICE), image(60, 60), new GeometrySpec(side, 0, 0));
        assertThat(planned.plan().grid().bestSide()).isEqualTo(Math.max(side, 2 * (21 + ModelCard.GUARD_PX) + 1));
    }

    static LongStream seeds() {
        return LongStream.range(0, 100);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void stripsDoNotDependOnTilesOrShards(long seed) {
        var random = new Random(seed);
        var image = image(random.nextInt(1, 3_000), random.nextInt(1, 3_000));
        var automatic = planned(List.of(TWICE), image, GeometrySpec.AUTOMATIC);
        var geometry = new GeometrySpec(random.nextInt(0, 900), random.nextInt(0, 50), 0);
        assertThat(planned(List.of(TWICE), image, geometry)
                        .plan()
                        .outputs()
                        .getFirst()
                        .strips())
                .isEqualTo(automatic.plan().outputs().getFirst().strips());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void shardsHoldEveryTileWhateverIsAskedFor(long seed) {
        var random = new Random(seed);
        var image = image(
                random.nextInt(1, 900),
                random.nextInt(1, 900),
                PixelFormat.rgb8(),
                Orientation.ofExif(random.nextInt(1, 9)));
        var geometry = new GeometrySpec(random.nextInt(50, 900), random.nextInt(0, 50), random.nextInt(0, 500));
        var planned = planned(List.of(TWICE), image, geometry);
        var grid = planned.plan().grid();
        assertThat(planned.shards().stream()
                        .flatMap(shard -> shard.tiles(grid).stream())
                        .mapToInt(Tile::index)
                        .sorted()
                        .toArray())
                .isEqualTo(IntStream.range(0, grid.count()).toArray());
    }

    @ParameterizedTest
    @CsvSource({"1, 16", "16, 16", "17, 32", "65535, 65536"})
    void stripRowsAreRoundedUpToWhatTheEncoderNeeds(int rows, int expected) {
        var planned = planned(List.of(TWICE), image(100, 100), new GeometrySpec(0, 0, rows));
        assertThat(planned.plan().outputs().getFirst().strips().rowsPerStrip()).isEqualTo(expected);
    }

    @Test
    void shardsThatAreAskedForStillFitIntoMemory() {
        var planned = planned(List.of(TWICE), image(12_000, 12_000), new GeometrySpec(0, Integer.MAX_VALUE, 0));
        var grid = planned.plan().grid();
        assertThat(planned.shards()).allMatch(shard -> shard.sourceRect(grid).pixels() * 3 <= 64L << 20);
    }
}
