package dev.azulejo.core.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.model.Boundary;
import dev.azulejo.core.model.ModelCard;
import dev.azulejo.core.model.Processor;
import dev.azulejo.core.model.ReceptiveField;
import dev.azulejo.core.model.SampleCards;
import dev.azulejo.core.tiling.TileGrid;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChainNeedsTest {
    private static final Size PHOTOGRAPH = new Size(4_000, 3_000);

    @Test
    void theHaloOfALaterStepCountsInPixelsOfTheFirst() {
        assertThat(halo(SampleCards.card("a", 1, 7), SampleCards.card("b", 1, 3)))
                .isEqualTo(7 + 3 + 2 * ModelCard.GUARD_PX);
        assertThat(halo(SampleCards.card("a", 4, 7), SampleCards.card("b", 1, 3)))
                .isEqualTo(7 + 3 + 2); // (3 + 3) / 4, rounded up
        assertThat(halo(SampleCards.card("a", 2, 1), SampleCards.card("b", 2, 2), SampleCards.card("c", 2, 9)))
                .isEqualTo(4 + 3 + 3); // 1 + 3, (2 + 3) / 2 and (9 + 3) / 4
    }

    @Test
    void onlyAModelWithAGuardNeedsTheHaloForIt() {
        assertThat(halo(unguarded(1, 7), unguarded(1, 3))).isEqualTo(7 + 3);
        assertThat(halo(SampleCards.card("a", 1, 7), unguarded(1, 3))).isEqualTo(7 + 3 + ModelCard.GUARD_PX);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 4, 1, 1, 4", // a step of scale 1 and alignment 4, then one of alignment 1
        "2, 1, 1, 4, 2", // behind a step of scale 2, four pixels are two
        "4, 1, 1, 4, 1",
        "2, 6, 1, 4, 6",
        "1, 4, 2, 6, 12",
        "3, 1, 1, 4, 4", // three has no part in four
    })
    void theAlignmentSuitsEveryStep(int firstScale, int first, int secondScale, int second, int expected) {
        var cards = List.of(aligned(firstScale, first), aligned(secondScale, second));
        assertThat(new ChainNeeds(cards).alignment()).isEqualTo(expected);
        var grid = new ChainNeeds(cards).grid(PHOTOGRAPH, 0, 0);
        assertThat(grid.alignment()).isEqualTo(expected);
        assertThat(grid.padded().width() % first).isZero();
        assertThat(grid.padded().width() * firstScale % second).isZero();
    }

    @Test
    void theOverlapIsThatOfTheStepThatWantsMostInPixelsOfTheFirst() {
        assertThat(new ChainNeeds(List.of(measured(2, 10, 8), measured(4, 64, 30))).overlap())
                .isEqualTo(15);
        assertThat(new ChainNeeds(List.of(measured(2, 10, 8), measured(4, 64, 15))).overlap())
                .isEqualTo(8);
        assertThat(new ChainNeeds(List.of(SampleCards.card("a", 2, 7))).overlap())
                .isZero();
    }

    @Test
    void aSingleModelGetsTheSideOfItsCard() {
        for (var card : List.of(SampleCards.card("a", 2, 21, 288, 1), measured(4, 64, 8))) {
            assertThat(new ChainNeeds(List.of(card)).grid(PHOTOGRAPH, 0, 0).bestSide())
                    .isEqualTo(card.bestSide(Processor.CPU));
        }
    }

    @Test
    void aChainGetsTheSideThatCostsLeast() {
        var small = SampleCards.card("small", 1, 21, 148, 1); // 100 within a halo of 24
        var large = SampleCards.card("large", 1, 21, 288, 1); // 240 within the same
        for (var cards : List.of(List.of(small, large), List.of(large, small))) {
            var grid = new ChainNeeds(cards).grid(PHOTOGRAPH, 0, 0);
            assertThat(grid.bestSide()).isEqualTo(240 + 2 * 48);
            var other = new ChainNeeds(cards).grid(PHOTOGRAPH, 100 + 2 * 48, 0);
            assertThat(new ChainNeeds(cards).secondsPerTile(grid) * grid.count())
                    .isLessThan(new ChainNeeds(cards).secondsPerTile(other) * other.count());
        }
    }

    /// Two tiles on a thread each are done before one after another on two threads.
    @ParameterizedTest
    @CsvSource({"1000, 528", "1700, 448"})
    void andOneThatLeavesRoomForASecondTile(int bytesPerInputPixel, int side) {
        var one = SampleCards.hungry(SampleCards.card("one", 1, 21, 400, 1), bytesPerInputPixel);
        var other = SampleCards.hungry(SampleCards.card("other", 1, 21, 480, 1), bytesPerInputPixel);
        var grid = new ChainNeeds(List.of(one, other)).grid(new Size(4000, 3000), 0, 0);
        assertThat(grid.bestSide()).isEqualTo(side);
    }

    @Test
    void butNoSideThatTakesTooMuchMemory() {
        var small = SampleCards.card("small", 2, 21, 148, 1);
        var hungry = SampleCards.hungry(SampleCards.card("hungry", 2, 21, 500, 1), 20_000);
        for (var cards : List.of(List.of(hungry), List.of(small, hungry), List.of(hungry, small))) {
            var needs = new ChainNeeds(cards);
            var padded = needs.grid(PHOTOGRAPH, 0, 0).padded();
            assertThat(needs.bytesPerTile(padded)).isBetween(350_000_000L, 640_000_000L);
        }
    }

    /// With larger images a process holds more beside the tile; it stays within a gigabyte.
    @ParameterizedTest
    @CsvSource({"600, 400, 640", "4000, 3000, 640", "8000, 6000, 595", "20000, 20000, 584"})
    void andOfLargeImagesLess(int width, int height, int megabytes) {
        var needs = new ChainNeeds(List.of(SampleCards.hungry(SampleCards.card("hungry", 2, 21, 500, 1), 5_000)));
        int side = needs.grid(new Size(width, height), 0, 0).bestSide();
        assertThat(needs.bytesPerTile(new Size(side, side)))
                .isBetween((megabytes - 10) * 1_000_000L, megabytes * 1_000_000L);
    }

    @Test
    void aGpuHasASideASpeedAndMemoryOfItsOwn() {
        var card = SampleCards.onGpu(SampleCards.card("a", 2, 21, 288, 1), 576, 100);
        var onCore = new ChainNeeds(List.of(card));
        var onGpu = new ChainNeeds(List.of(card), Processor.GPU);
        assertThat(onCore.grid(PHOTOGRAPH, 0, 0).bestSide()).isEqualTo(288);
        var grid = onGpu.grid(PHOTOGRAPH, 0, 0);
        assertThat(grid.bestSide()).isEqualTo(576);
        double keptBoth = square((576 - 48) / 576.0) / square((288 - 48) / 288.0);
        assertThat(onGpu.secondsPerTile(grid)).isCloseTo(onCore.secondsPerTile(grid) * keptBoth / 100, within(1e-9));
        var hungry = new ChainNeeds(List.of(SampleCards.hungry(card, 5_000)), Processor.GPU);
        int side = hungry.grid(new Size(20_000, 20_000), 0, 0).bestSide();
        assertThat(hungry.bytesPerTile(new Size(side, side))).isBetween(1_600_000_000L, 2_500_000_000L);
    }

    @Test
    void aCardThatKnowsNoGpuIsPlannedAsForAProcessor() {
        var cards = List.of(SampleCards.card("a", 2, 21, 288, 1));
        var grid = new ChainNeeds(cards, Processor.GPU).grid(PHOTOGRAPH, 0, 0);
        assertThat(grid).isEqualTo(new ChainNeeds(cards).grid(PHOTOGRAPH, 0, 0));
        assertThat(new ChainNeeds(cards, Processor.GPU).secondsPerTile(grid))
                .isEqualTo(new ChainNeeds(cards).secondsPerTile(grid));
    }

    /// Tiles that could not be smaller are no reason to refuse an image.
    @Test
    void aTileIsNeverSmallerThanItsHaloAllows() {
        var needs = new ChainNeeds(List.of(SampleCards.hungry(measured(4, 64, 8), 100_000)));
        assertThat(needs.grid(PHOTOGRAPH, 0, 0).bestSide()).isEqualTo(TileGrid.leastSide(64, 1, 8));
    }

    @Test
    void secondsAreThoseOfAllStepsEachByThePixelsThatItPutsOut() {
        var enlarging = SampleCards.card("a", 2, 0, 256, 1);
        var restoring = SampleCards.card("b", 1, 0, 256, 0.5);
        var grid = new ChainNeeds(List.of(enlarging)).grid(new Size(250, 250), 256, 0);
        double enlargingAlone = new ChainNeeds(List.of(enlarging)).secondsPerTile(grid);
        double restoringAlone = new ChainNeeds(List.of(restoring)).secondsPerTile(grid);
        assertThat(restoringAlone)
                .isCloseTo(enlargingAlone / 2, within(1e-9)); // a quarter of the pixels, half the speed
        assertThat(new ChainNeeds(List.of(restoring, enlarging)).secondsPerTile(grid))
                .isCloseTo(1.5 * enlargingAlone, within(1e-9));
        assertThat(new ChainNeeds(List.of(enlarging, restoring)).secondsPerTile(grid))
                .isCloseTo(3 * enlargingAlone, within(1e-9));
    }

    /// Of three tiles the one in the middle has two inner sides, the others have one.
    @Test
    void laterStepsDoNotSeeTheHalosOfEarlierOnes() {
        var restoring = SampleCards.card("a", 1, 27, 256, 1);
        var enlarging = SampleCards.card("b", 2, 0, 256, 1);
        var needs = new ChainNeeds(List.of(restoring, enlarging));
        var grid = new TileGrid(new Size(660, 240), 260, 30);
        assertThat(grid.padded()).isEqualTo(new Size(260, 240));
        double first = new ChainNeeds(List.of(restoring)).secondsPerTile(grid);
        double second = new ChainNeeds(List.of(enlarging)).secondsPerTile(grid);
        assertThat(needs.secondsPerTile(grid)).isCloseTo(first + second * (260 - 40) / 260, within(1e-9));
    }

    /// Steps use the same memory, one after another; the planes between them stay.
    @Test
    void memoryIsThatOfTheStepThatTakesMostAndOfThePlanesBetweenThem() {
        var cards = List.of(SampleCards.card("a", 2, 0), SampleCards.card("b", 3, 0), SampleCards.card("c", 1, 0));
        assertThat(new ChainNeeds(cards).bytesPerTile(new Size(10, 10)))
                .isEqualTo(1_000L * 100 * 36 + 12L * 100 * (1 + 4 + 36 + 36));
        assertThat(new ChainNeeds(List.of()).bytesPerTile(new Size(10, 10))).isZero();
    }

    /// The usual engine's steps take turns in one memory; a step on another has its own.
    @Test
    void aStepOnAnotherEngineHasMemoryOfItsOwn() {
        var cards = List.of(SampleCards.card("a", 2, 0), SampleCards.card("b", 3, 0), SampleCards.card("c", 1, 0));
        long between = 12L * 100 * (1 + 4 + 36 + 36);
        var needs = new ChainNeeds(cards);
        assertThat(needs.bytesPerTile(new Size(10, 10), step -> step == 1))
                .isEqualTo(1_000L * 100 * (4 + 36) + between);
        assertThat(needs.bytesPerTile(new Size(10, 10), _ -> true)).isEqualTo(1_000L * 100 * (1 + 4 + 36) + between);
    }

    private static double square(double side) {
        return side * side;
    }

    private static int halo(ModelCard... cards) {
        return new ChainNeeds(List.of(cards)).halo();
    }

    private static ModelCard unguarded(int scale, int radius) {
        var card = SampleCards.card("unguarded", scale, radius);
        return SampleCards.with(card, card.receptiveField(), 1, Boundary.ZERO, null);
    }

    private static ModelCard aligned(int scale, int alignment) {
        var card = SampleCards.card("aligned", scale, 5);
        return SampleCards.with(card, card.receptiveField(), alignment, Boundary.REFLECT, null);
    }

    private static ModelCard measured(int scale, int haloPx, int overlapPx) {
        var card = SampleCards.card("measured", scale, 10, 280, 0.042);
        return SampleCards.with(card, new ReceptiveField.Measured(haloPx, overlapPx), 1, Boundary.ZERO, null);
    }
}
