package dev.azulejo.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.geometry.Wrap;
import dev.azulejo.core.job.record.JobPlan;
import dev.azulejo.core.job.request.GeometrySpec;
import dev.azulejo.core.job.request.JobRequest;
import dev.azulejo.core.job.request.ResultEncoding;
import dev.azulejo.core.job.request.SampleRequests;
import dev.azulejo.core.job.request.WantedResult;
import dev.azulejo.core.look.Picture;
import dev.azulejo.core.look.kind.Kind;
import dev.azulejo.core.look.kind.KindMap;
import dev.azulejo.core.look.kind.SampleKinds;
import dev.azulejo.core.model.SampleModels;
import dev.azulejo.core.pixels.ImageFormat;
import dev.azulejo.core.pixels.PixelFormat;
import dev.azulejo.core.plan.PlanOutcome.Planned;
import dev.azulejo.core.port.ProbedImage;
import dev.azulejo.core.recipe.Chain;
import dev.azulejo.core.recipe.Compression;
import dev.azulejo.core.recipe.Offer;
import dev.azulejo.core.recipe.Recipes;
import dev.azulejo.core.recipe.Step;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What plan makes of a request whose models it chooses by the pixels.
class PlannedPictureTest {
    private static final Size IMAGE = new Size(800, 400);
    private static final int SIDE = 400;
    private static final SampleModels MODELS = new SampleModels();

    @Test
    void beforeAnyPixelIsSeenItPlansWhatTheHeaderSuggests() {
        var plan = plan(null, null);
        assertThat(plan.picture()).isNull();
        assertThat(plan.steps()).extracting(Step::model).containsExactly("span-x2");
        assertThat(plan.chain().looks()).isTrue();
    }

    @Test
    void tilesSeeAsFarAsTheMixtureForDrawingsLooks() {
        var photograph = plan("PP", null);
        var drawing = plan("PD", null);
        var span = MODELS.card("span-x2");
        assertThat(photograph.grid().halo()).isEqualTo(span.haloPx());
        assertThat(drawing.grid().halo())
                .isEqualTo(Math.max(
                        span.haloPx(),
                        RoutedCards.MIXTURE_PX
                                + Math.max(
                                        span.receptiveField().haloPx(),
                                        MODELS.card("animevideo-x2")
                                                .receptiveField()
                                                .haloPx())));
        assertThat(drawing.picture()).isNotNull();
    }

    @Test
    void aPatternIsCutForInterpolation() {
        var plan = plan("XX", null);
        assertThat(plan.chain().interpolates()).isTrue();
        assertThat(plan.grid().halo()).isEqualTo(Planner.CUBIC_PX);
        assertThat(plan.outputs().getFirst().size()).isEqualTo(IMAGE.times(2));
    }

    @Test
    void anImageThatGoesOnAtItsOppositeEdgeIsOfTheKindThatMostOfItIs() {
        assertThat(plan("PD", Wrap.BOTH).chain().alternatives()).isNull();
        var all = SampleKinds.of(IMAGE, SIDE, "DD");
        assertThat(Picture.of(all).ofOneKind().kinds()).isEqualTo(KindMap.of(IMAGE, SIDE, Kind.DRAWING));
    }

    @Test
    void whatIsDrawnTakesMoreTimeAndMemory() {
        var cards = List.of(MODELS.card("span-x2"));
        var photograph = plan("PP", null);
        var drawing = plan("DD", null);
        double ofTiles = Planner.predictedSeconds(drawing, cards)
                / drawing.grid().pixelsInferred()
                / (Planner.predictedSeconds(photograph, cards)
                        / photograph.grid().pixelsInferred());
        assertThat(ofTiles).isBetween(2.2, 2.6);
        assertThat(MemoryNeed.of(drawing, 1, cards).tile())
                .isGreaterThan(MemoryNeed.of(photograph, 1, cards).tile());
    }

    @Test
    void besideOthersAJobTakesWhatItWouldWithoutTheProcess() {
        var cards = List.of(MODELS.card("span-x2"));
        var plan = plan("PP", null);
        var need = MemoryNeed.of(plan, 1, cards);
        long ofPixels = need.tile() + need.shards() + need.strip();
        long process = 1_000_000_000 - MemoryNeed.roomForJobs(1_000_000_000);
        assertThat(process).isPositive();
        assertThat(MemoryNeed.besideOthers(plan, 1, cards, 0)).isEqualTo(need.base() - process + ofPixels);
        assertThat(MemoryNeed.besideOthers(plan, 1, cards, 2 * ofPixels))
                .isEqualTo(need.base() - process + 2 * ofPixels);
    }

    private static JobPlan plan(@Nullable String kinds, @Nullable Wrap wrap) {
        var geometry = wrap == null ? GeometrySpec.AUTOMATIC : new GeometrySpec(0, 0, 0, wrap);
        var request = JobRequest.of(
                SampleRequests.SOURCE,
                1,
                foreseen(),
                WantedResult.of(ResultEncoding.of(ImageFormat.PNG), SampleRequests.DESTINATION),
                geometry,
                List.of());
        var image = ProbedImage.plain(ImageFormat.PNG, IMAGE, PixelFormat.rgb8());
        var picture = kinds == null ? null : Picture.of(SampleKinds.of(IMAGE, SIDE, kinds));
        var cards = RoutedCards.of(Planner.chain(request, image, picture), MODELS);
        var outcome = Planner.DEFAULT.plan(request, image, picture, cards, SampleBuilds.OF_ONE);
        return ((Planned) outcome).plan();
    }

    private static Chain foreseen() {
        var choice = Recipes.DEFAULT.choose(2, Compression.of(ImageFormat.PNG));
        return new Chain(
                "auto",
                choice.models().stream().map(PlannedPictureTest::step).toList(),
                2,
                choice.chosen(),
                Recipes.DEFAULT.offers(2, Compression.UNKNOWN).stream()
                        .map(model -> new Offer(model, step(model)))
                        .toList(),
                null);
    }

    private static Step step(String model) {
        return new Step(model, "5e".repeat(32));
    }
}
