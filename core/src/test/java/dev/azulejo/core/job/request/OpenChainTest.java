package dev.azulejo.core.job.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.job.key.JobId;
import dev.azulejo.core.pixels.ImageFormat;
import dev.azulejo.core.recipe.Chain;
import dev.azulejo.core.recipe.Offer;
import dev.azulejo.core.recipe.Step;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A recipe that chooses anew once plan has seen the pixels is another job than one of the same models that does not.
class OpenChainTest {
    private static final List<Step> STEPS = List.of(new Step("span-x2", "5e".repeat(32)));
    private static final Step DRAWING = new Step("animevideo-x2", "a1".repeat(32));

    @Test
    void theModelsOnOfferArePartOfTheJob() {
        assertThat(job(Chain.of("photo-x2", STEPS, 2))).isEqualTo(job(Chain.of("steps", STEPS, 2)));
        assertThat(job(offering("animevideo-x2", DRAWING))).isNotEqualTo(job(Chain.of("auto", STEPS, 2)));
    }

    @Test
    void otherWeightsOrAnotherPlaceOnTheListAreAnotherJob() {
        var ids = List.of(
                job(offering("animevideo-x2", DRAWING)),
                job(offering("animevideo-x2", STEPS.getFirst())),
                job(offering("span-x2", DRAWING)));
        assertThat(ids).doesNotHaveDuplicates();
    }

    private static Chain offering(String model, Step step) {
        return new Chain("auto", STEPS, 2, "PNG, lossless: span-x2 alone", List.of(new Offer(model, step)), null);
    }

    private static JobId job(Chain chain) {
        return JobRequest.of(
                        SampleRequests.SOURCE,
                        1,
                        chain,
                        WantedResult.of(ResultEncoding.of(ImageFormat.PNG), SampleRequests.DESTINATION),
                        GeometrySpec.AUTOMATIC,
                        List.of())
                .job();
    }
}
