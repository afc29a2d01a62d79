package dev.azulejo.core.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.azulejo.core.geometry.Orientation;
import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.geometry.Wrap;
import dev.azulejo.core.job.outcome.Outcome.Reason;
import dev.azulejo.core.job.request.GeometrySpec;
import dev.azulejo.core.job.request.SampleRequests;
import dev.azulejo.core.model.Boundary;
import dev.azulejo.core.model.ModelCard;
import dev.azulejo.core.model.ReceptiveField;
import dev.azulejo.core.model.SampleCards;
import dev.azulejo.core.pixels.Blob;
import dev.azulejo.core.pixels.ImageFormat;
import dev.azulejo.core.pixels.ImageMetadata;
import dev.azulejo.core.pixels.PixelFormat;
import dev.azulejo.core.plan.PlanOutcome.Planned;
import dev.azulejo.core.plan.PlanOutcome.Refused;
import dev.azulejo.core.port.ProbedImage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlannerTest {
    static final ModelCard TWICE = SampleCards.card("twice", 2, 21, 256, 1);
    private static final PixelFormat RGBA16 = new PixelFormat(4, 16);
    private static final Planner SMALL = Planner.within(new Limits(Map.of(
            Limit.PIXELS,
            10_000L,
            Limit.SIDE,
            200L,
            Limit.PAGES,
            9L,
            Limit.FILE,
            1_000_000L,
            Limit.EXPANSION,
            100L,
            Limit.METADATA,
            64L,
            Limit.MEMORY,
            1_000L)));

    @Test
    void refusesMorePixelsThanAllowed() {
        assertRefused(SMALL, image(101, 100), ImageFormat.PNG, Reason.TOO_MANY_PIXELS, "10,100");
        assertThat(plan(SMALL, image(100, 100), ImageFormat.PNG)).isInstanceOf(Planned.class);
    }

    @Test
    void refusesALongerSideThanAllowed() {
        assertRefused(SMALL, image(201, 1), ImageFormat.PNG, Reason.SIDE_TOO_LONG, "longest side may have 200");
        assertRefused(SMALL, image(1, 201), ImageFormat.PNG, Reason.SIDE_TOO_LONG, "longest side may have 200");
        assertThat(plan(SMALL, image(200, 1), ImageFormat.PNG)).isInstanceOf(Planned.class);
    }

    @Test
    void refusesAFileThatExpandsMoreThanAPhotographCould() {
        var planner = Planner.within(Limits.DEFAULT.with(Limit.EXPANSION, 150));
        assertRefused(planner, image(8_000, 8_000), ImageFormat.PNG, Reason.EXPANDS_TOO_MUCH, "expands 192 times");
        assertThat(plan(planner, image(7_000, 7_000), ImageFormat.PNG)).isInstanceOf(Planned.class);
    }

    @Test
    void refusesAResultThatItsFormatCannotHold() {
        assertRefused(Planner.DEFAULT, image(32_751, 8), ImageFormat.JPEG, Reason.TOO_LARGE_FOR_FORMAT, "--format png");
        assertThat(plan(Planner.DEFAULT, image(32_750, 8), ImageFormat.JPEG)).isInstanceOf(Planned.class);
        assertThat(plan(Planner.DEFAULT, image(32_751, 8), ImageFormat.PNG)).isInstanceOf(Planned.class);
    }

    @Test
    void refusesAResultOfMorePixelsThanAllowed() {
        var planner = Planner.within(Limits.DEFAULT.with(Limit.RESULT_PIXELS, 40_000));
        assertRefused(
                planner,
                image(101, 100),
                ImageFormat.PNG,
                Reason.RESULT_TOO_MANY_PIXELS,
                "becomes 202x200 = 40,400 pixels, the limit is 40,000; ask for a smaller size, or raise max-result-pixels");
        assertThat(plan(planner, image(100, 100), ImageFormat.PNG)).isInstanceOf(Planned.class);
    }

    @Test
    void refusesAResultOfMoreBytesThanAllowed() {
        var planner = Planner.within(Limits.DEFAULT.with(Limit.RESULT_BYTES, 1_000));
        assertRefused(
                planner, image(100, 100), ImageFormat.PNG, Reason.RESULT_TOO_MANY_BYTES, "or raise max-result-bytes");
        assertThat(plan(planner, image(10, 10), ImageFormat.PNG)).isInstanceOf(Planned.class);
    }

    @Test
    void refusesAProfileThatDoesNotFitTheManifest() {
        var image = image(10, 10);
        var profiled = new ProbedImage(
                image.format(),
                image.stored(),
                image.pixels(),
                image.orientation(),
                ImageMetadata.NONE.withProfile(new Blob(new byte[65])),
                null,
                1,
                0,
                List.of());
        assertRefused(SMALL, profiled, ImageFormat.PNG, Reason.TOO_MUCH_METADATA, "EXIF and XMP of 65 bytes");
    }

    @Test
    void refusesToWrapWhereMultiplesDoNotGoOn() {
        var pooling = SampleCards.with(TWICE, new ReceptiveField.Radius(6), 4, Boundary.REFLECT, null);
        var refused = (Refused) wrapped(pooling, image(100, 42), Wrap.BOTH);
        assertThat(refused.reason()).isEqualTo(Reason.IMPOSSIBLE_SIZE);
        assertThat(refused.detail())
                .isEqualTo(
                        "has 100x42 pixels, but wrap is both, and a model of this recipe works in blocks of 4 pixels, which must"
                                + " go on at the opposite edge: make the sides that wrap multiples of 4, or take other models");
        assertThat(wrapped(pooling, image(42, 100), Wrap.ACROSS)).isInstanceOf(Refused.class);
        assertThat(wrapped(pooling, image(42, 100), Wrap.DOWN)).isInstanceOf(Planned.class);
        assertThat(wrapped(pooling, image(100, 40), Wrap.BOTH)).isInstanceOf(Planned.class);
        assertThat(wrapped(TWICE, image(101, 43), Wrap.BOTH)).isInstanceOf(Planned.class);
    }

    @Test
    void theGridWrapsAsTheRequestSays() {
        var planned = (Planned) wrapped(TWICE, image(100, 40), Wrap.ACROSS);
        assertThat(planned.plan().grid().wrap()).isEqualTo(Wrap.ACROSS);
        int halo = planned.plan().grid().halo();
        assertThat(planned.plan().grid().padded()).isEqualTo(new Size(100 + 2 * halo, 40));
    }

    private static PlanOutcome wrapped(ModelCard card, ProbedImage image, Wrap wrap) {
        var request = SampleRequests.of(List.of(card), ImageFormat.PNG, GeometrySpec.AUTOMATIC.wrapping(wrap));
        return Planner.DEFAULT.plan(request, image, List.of(card), SampleBuilds.OF_ONE);
    }

    @Test
    void refusesARecipeThatDoesNotExist() {
        var request = SampleRequests.of(List.of(), ImageFormat.PNG, GeometrySpec.AUTOMATIC);
        assertThat(Planner.DEFAULT.plan(request, image(10, 10), List.of(), SampleBuilds.OF_ONE))
                .asInstanceOf(type(Refused.class))
                .satisfies(refused -> {
                    assertThat(refused.reason()).isEqualTo(Reason.UNKNOWN_OPTION);
                    assertThat(refused.detail()).startsWith("there is no recipe 'sample'; there are auto, photo-x2");
                });
    }

    @Test
    void theManifestSaysWhatTheHeaderAndTheRequestSay() {
        var planned = planned(Planner.DEFAULT, image(300, 200, RGBA16, Orientation.TURNED_90), ImageFormat.PNG);
        var plan = planned.plan();
        assertThat(plan.image()).isEqualTo(new Size(200, 300));
        assertThat(plan.outputs()).singleElement().satisfies(output -> {
            assertThat(output.size()).isEqualTo(new Size(400, 600));
            assertThat(output.strips().output()).isEqualTo(output.size());
            assertThat(output.destination()).isEqualTo(SampleRequests.DESTINATION);
        });
        assertThat(plan.decoder()).isEqualTo("decoder 1");
        assertThat(plan.warnings()).isEmpty();
    }

    @Test
    void theScaleIsThatOfTheWholeChain() {
        var cards = List.of(SampleCards.card("a", 2, 3), SampleCards.card("b", 1, 3), SampleCards.card("c", 3, 3));
        assertThat(planned(cards, image(10, 10), GeometrySpec.AUTOMATIC).plan().scale())
                .isEqualTo(6);
    }

    @Test
    void transparencyNeedsAWiderHaloForTheColourThatIsBled() {
        var opaque = planned(Planner.DEFAULT, image(900, 900), ImageFormat.PNG);
        var transparent = planned(Planner.DEFAULT, image(900, 900, RGBA16, Orientation.NORMAL), ImageFormat.PNG);
        assertThat(opaque.plan().grid().halo()).isEqualTo(21 + ModelCard.GUARD_PX);
        assertThat(transparent.plan().grid().halo()).isEqualTo(21 + ModelCard.GUARD_PX + Planner.BLEED_PX);
    }

    @Test
    void warnsOfWhatTheFormatCannotKeep() {
        var planned = planned(Planner.DEFAULT, image(9, 9, RGBA16, Orientation.NORMAL), ImageFormat.JPEG);
        assertThat(planned.plan().warnings())
                .containsExactly(
                        "jpeg has no transparency: the image was put on white",
                        "jpeg has 8 bits a sample: the image had 16");
    }

    @Test
    void secondsFollowFromThePixelsOfTheResultAndTheSpeedOfEachModel() {
        var oneMegapixelASecond = SampleCards.card("slow", 2, 0, 256, 1);
        var planned = planned(List.of(oneMegapixelASecond), image(1_000, 1_000), GeometrySpec.AUTOMATIC);
        assertThat(Planner.predictedSeconds(planned.plan(), List.of(oneMegapixelASecond)))
                .isCloseTo(3.969, within(0.001)); // 16 tiles of 255 x 255, of which (250 / 256)^2 counts as useful
        var chain = List.of(oneMegapixelASecond, SampleCards.card("slower", 1, 0, 256, 0.5));
        double seen = Math.pow((255 - 1.5 * ModelCard.GUARD_PX) / 255, 2); // by the second step: on 6 of 8 sides less
        assertThat(Planner.predictedSeconds(planned.plan(), chain)).isCloseTo(3.969 * (1 + 2 * seen), within(0.003));
    }

    @Test
    void shardsOfASlowModelAreFewTilesAtLeastOne() {
        var slow = SampleCards.card("x4plus", 4, 64, 256, 0.042);
        var planned = planned(List.of(slow), image(1_000, 1_000), GeometrySpec.AUTOMATIC);
        assertThat(planned.shards()).allMatch(shard -> shard.tileCount() <= 5);
        var slower = SampleCards.card("slower", 4, 64, 256, 0.001);
        assertThat(planned(List.of(slower), image(1_000, 1_000), GeometrySpec.AUTOMATIC)
                        .shards())
                .allMatch(shard -> shard.tileCount() == 1);
    }

    @Test
    void aResultThatIsNoLargerThanItsSourceIsPlannedLikeAnyOther() {
        var restoring = SampleCards.card("restoring", 1, 28, 256, 0.135);
        var plan = planned(List.of(restoring), image(500, 300), GeometrySpec.AUTOMATIC)
                .plan();
        assertThat(plan.outputs().getFirst().size()).isEqualTo(new Size(500, 300));
        assertThat(Planner.predictedSeconds(plan, List.of(restoring))).isBetween(0.8, 3.0);
    }

    @Test
    void whatAJobWillNeedCountsAllStepsAndTheSumsOfOverlaps() {
        var alone = SampleCards.card("alone", 2, 5, 100, 1);
        var plain = estimate(List.of(alone));
        var chain = estimate(List.of(alone, SampleCards.card("later", 1, 0, 100, 1)));
        var start = Duration.ofMillis((long) (1000 * Speeds.UNKNOWN.startSeconds()));
        assertThat(chain.time().minus(start))
                .isGreaterThan(plain.time().minus(start).multipliedBy(3).dividedBy(2));
        assertThat(chain.memoryBytes()).isGreaterThan(plain.memoryBytes() + 4 * 1_000 * 100 * 100);
        var feathered = estimate(List.of(
                SampleCards.with(alone, new ReceptiveField.Measured(5, 2), 1, Boundary.ZERO, alone.guardMargin())));
        assertThat(feathered.memoryBytes()).isGreaterThan(plain.memoryBytes() + 4 * 3 * 1_000 * 1_000);
    }

    private static Estimate estimate(List<ModelCard> cards) {
        var planned = planned(cards, image(500, 500), GeometrySpec.AUTOMATIC);
        return Estimate.of(planned.plan(), planned.shards().size(), cards, 8);
    }

    private static void assertRefused(
            Planner planner, ProbedImage image, ImageFormat format, Reason reason, String detail) {
        assertThat(plan(planner, image, format))
                .asInstanceOf(type(Refused.class))
                .satisfies(refused -> {
                    assertThat(refused.reason()).isEqualTo(reason);
                    assertThat(refused.detail()).contains(detail);
                });
    }

    static ProbedImage image(int width, int height) {
        return image(width, height, PixelFormat.rgb8(), Orientation.NORMAL);
    }

    static ProbedImage image(int width, int height, PixelFormat pixels, Orientation orientation) {
        return new ProbedImage(
                ImageFormat.PNG,
                new Size(width, height),
                pixels,
                orientation,
                ImageMetadata.NONE,
                null,
                1,
                0,
                List.of());
    }

    private static PlanOutcome plan(Planner planner, ProbedImage image, ImageFormat format) {
        var request = SampleRequests.of(List.of(TWICE), format, GeometrySpec.AUTOMATIC);
        return planner.plan(request, image, List.of(TWICE), SampleBuilds.OF_ONE);
    }

    private static Planned planned(Planner planner, ProbedImage image, ImageFormat format) {
        return (Planned) plan(planner, image, format);
    }

    static Planned planned(List<ModelCard> cards, ProbedImage image, GeometrySpec geometry) {
        var request = SampleRequests.of(cards, ImageFormat.PNG, geometry);
        return (Planned) Planner.DEFAULT.plan(request, image, cards, SampleBuilds.OF_ONE);
    }
}
