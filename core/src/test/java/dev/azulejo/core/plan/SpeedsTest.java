package dev.azulejo.core.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.job.record.JobPlan;
import dev.azulejo.core.job.request.GeometrySpec;
import dev.azulejo.core.job.request.SampleRequests;
import dev.azulejo.core.model.ModelCard;
import dev.azulejo.core.model.SampleCards;
import dev.azulejo.core.pixels.ImageFormat;
import dev.azulejo.core.pixels.PixelFormat;
import dev.azulejo.core.plan.PlanOutcome.Planned;
import dev.azulejo.core.plan.Speeds.Measured;
import dev.azulejo.core.port.ProbedImage;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class SpeedsTest {
    private static final List<ModelCard> CARDS = List.of(SampleCards.card("twice", 2, 21, 256, 1));
    private static final JobPlan SMALL = plan(500);
    private static final JobPlan LARGE = plan(4_000);

    private static JobPlan plan(int side) {
        var request = SampleRequests.of(CARDS, ImageFormat.PNG, GeometrySpec.AUTOMATIC);
        var image = ProbedImage.plain(ImageFormat.PNG, new Size(side, side), PixelFormat.rgb8());
        return ((Planned) Planner.DEFAULT.plan(request, image, CARDS, SampleBuilds.OF_ONE)).plan();
    }

    private static double seconds(JobPlan plan, Speeds speeds) {
        return Estimate.of(plan, 1, CARDS, speeds, 1, MemoryNeed.STANDARD_BUDGET)
                        .cpuTime()
                        .toMillis()
                / 1000.0;
    }

    private static Measured measured(double modelSeconds, double otherSeconds) {
        return new Measured(modelSeconds, 4 * modelSeconds, OptionalDouble.of(otherSeconds));
    }

    /// Cards state what one machine did, and others are faster: so they are for all models, more or less.
    @Test
    void aChainThatHasNotRunTakesAsMuchOfWhatItsCardsStateAsOthersDid() {
        var known = Speeds.UNKNOWN.after(SMALL, measured(1, 9)).after(SMALL, measured(1, 9));
        var other = new Speeds(known.startSeconds(), Map.of(), known.others(), known.ofCards());
        assertThat(other.modelSeconds(LARGE, 100)).isCloseTo(25, within(8.0));
        assertThat(known.after(SMALL, measured(0, 9)).ofCards()).isEqualTo(known.ofCards());
    }

    @Test
    void aLaterJobOfAProcessTeachesItsModelsAlone() {
        var known = Speeds.UNKNOWN.after(SMALL, measured(1, 9));
        var after = known.after(SMALL, new Measured(3, 4, OptionalDouble.empty()));
        assertThat(after.models()).isNotEqualTo(known.models());
        assertThat(after.startSeconds()).isEqualTo(known.startSeconds());
        assertThat(after.others()).isEqualTo(known.others());
    }

    @Test
    void nothingIsKnownAtFirstAndTheCardTells() {
        assertThat(Speeds.UNKNOWN.modelSeconds(SMALL, 7)).isEqualTo(7);
        assertThat(seconds(SMALL, Speeds.UNKNOWN))
                .isGreaterThan(Planner.predictedSeconds(SMALL, CARDS))
                .isEqualTo(Estimate.of(SMALL, 1, CARDS, 1).cpuTime().toMillis() / 1000.0);
    }

    /// A machine four times as slow as the card says, which starts in a second.
    @Test
    void oneJobIsEnoughToForeseeOthersWithinAQuarter() {
        double perMegapixel =
                4.0 * Planner.predictedSeconds(SMALL, CARDS) / SMALL.grid().pixelsInferred();
        var speeds =
                Speeds.UNKNOWN.after(SMALL, measured(perMegapixel * SMALL.grid().pixelsInferred(), 1 + 0.1));
        double large = 1 + 0.1 * 64 + perMegapixel * LARGE.grid().pixelsInferred();
        assertThat(seconds(LARGE, speeds)).isCloseTo(large, within(large / 4));
        double small = 1 + 0.1 + perMegapixel * SMALL.grid().pixelsInferred();
        assertThat(seconds(SMALL, speeds)).isCloseTo(small, within(small / 4));
    }

    @Test
    void aSmallJobTeachesTheStartAndALargeOneThePixels() {
        var small = Speeds.UNKNOWN.after(SMALL, measured(1, 9));
        assertThat(small.startSeconds()).isGreaterThan(8);
        assertThat(small.otherSeconds(LARGE)).isLessThan(2 * Speeds.UNKNOWN.otherSeconds(LARGE));
        var large = Speeds.UNKNOWN.after(LARGE, measured(1, 30));
        assertThat(large.startSeconds()).isLessThan(7);
        assertThat(large.otherSeconds(LARGE)).isGreaterThan(2 * Speeds.UNKNOWN.otherSeconds(LARGE));
    }

    @Test
    void aJobWithoutModelsTeachesNothingOfThem() {
        assertThat(Speeds.UNKNOWN.after(SMALL, measured(0, 5)).models()).isEmpty();
    }

    @Test
    void whatADecoderHoldsCountsWhereItIsMore() {
        var estimate = Estimate.of(SMALL, 1, CARDS, 1);
        assertThat(estimate.withDecoder(0)).isEqualTo(estimate);
        assertThat(estimate.withDecoder(2L << 30).memoryBytes()).isBetween(2L << 30, (2L << 30) + (350L << 20));
    }

    @Test
    void theWorkOfThreadsIsSharedTheStartIsNot() {
        var one = Estimate.of(LARGE, 1, CARDS, 1);
        var four = Estimate.of(LARGE, 1, CARDS, 4);
        assertThat(four.cpuTime()).isEqualTo(one.cpuTime());
        double start = Speeds.UNKNOWN.startSeconds();
        assertThat(four.time().toMillis() / 1000.0)
                .isCloseTo(start + (one.time().toMillis() / 1000.0 - start) / 4, within(0.01));
    }
}
