package dev.azulejo.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.job.record.JobPlan;
import dev.azulejo.core.job.request.GeometrySpec;
import dev.azulejo.core.job.request.JobRequest;
import dev.azulejo.core.job.request.ResultEncoding;
import dev.azulejo.core.job.request.SampleRequests;
import dev.azulejo.core.job.request.WantedResult;
import dev.azulejo.core.model.ModelCard;
import dev.azulejo.core.model.SampleCards;
import dev.azulejo.core.pixels.ImageFormat;
import dev.azulejo.core.pixels.PixelFormat;
import dev.azulejo.core.plan.PlanOutcome.Planned;
import dev.azulejo.core.port.ProbedImage;
import dev.azulejo.core.recipe.Chain;
import dev.azulejo.core.recipe.Step;
import java.util.List;
import org.junit.jupiter.api.Test;

class PatternChoiceTest {
    @Test
    void anyOtherRecipeRunsAndSaysWhatElseThereIs() {
        var plan = plan("photo-x2", SampleCards.card("model", 2, 7));
        var decided = new PatternChoice(plan, 0.3).decided();
        assertThat(decided.chain()).isEqualTo(plan.chain());
        assertThat(decided.warnings())
                .containsExactly(
                        "30 % of the image is a pattern of single pixels, such as dithering, fine stripes or rings,"
                                + " which models enlarge worse than interpolation: try the recipe auto or resize");
    }

    @Test
    void otherImagesAreEnlargedAsPlanned() {
        var plan = plan("photo-x2", SampleCards.card("model", 2, 7));
        assertThat(new PatternChoice(plan, 0.29).decided()).isEqualTo(plan);
    }

    @Test
    void whatKeepsItsSizeIsNotLookedAt() {
        var plan = plan("denoise", SampleCards.card("model", 1, 7));
        assertThat(PatternChoice.matters(plan)).isFalse();
        assertThat(new PatternChoice(plan, 1).decided()).isEqualTo(plan);
    }

    private static JobPlan plan(String recipe, ModelCard card) {
        var request = JobRequest.of(
                SampleRequests.SOURCE,
                1,
                new Chain(
                        recipe,
                        List.of(new Step(card.id(), card.sha256())),
                        card.scale(),
                        "PNG, lossless: model alone"),
                WantedResult.of(ResultEncoding.of(ImageFormat.PNG), SampleRequests.DESTINATION),
                GeometrySpec.AUTOMATIC,
                List.of());
        var image = ProbedImage.plain(ImageFormat.PNG, new Size(100, 80), PixelFormat.rgb8());
        var outcome = Planner.DEFAULT.plan(request, image, List.of(card), SampleBuilds.OF_ONE);
        return ((Planned) outcome).plan();
    }
}
