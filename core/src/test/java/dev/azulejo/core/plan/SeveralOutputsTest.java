package dev.azulejo.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.job.outcome.Outcome.Reason;
import dev.azulejo.core.job.request.GeometrySpec;
import dev.azulejo.core.job.request.JobRequest;
import dev.azulejo.core.job.request.MetadataPolicy;
import dev.azulejo.core.job.request.ResultEncoding;
import dev.azulejo.core.job.request.SampleRequests;
import dev.azulejo.core.job.request.WantedResult;
import dev.azulejo.core.model.ModelCard;
import dev.azulejo.core.model.SampleCards;
import dev.azulejo.core.pixels.Blob;
import dev.azulejo.core.pixels.ImageFormat;
import dev.azulejo.core.pixels.ImageMetadata;
import dev.azulejo.core.pixels.PixelFormat;
import dev.azulejo.core.plan.PlanOutcome.Planned;
import dev.azulejo.core.plan.PlanOutcome.Refused;
import dev.azulejo.core.port.ProbedImage;
import dev.azulejo.core.recipe.Chain;
import dev.azulejo.core.recipe.Step;
import dev.azulejo.core.resize.Background;
import dev.azulejo.core.resize.Fit;
import dev.azulejo.core.resize.TargetSize;
import dev.azulejo.storage.StorageUri;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What plan makes of a request for several results.
class SeveralOutputsTest {
    private static final ProbedImage IMAGE = ProbedImage.plain(ImageFormat.PNG, new Size(100, 100), PixelFormat.rgb8());
    private static final Chain TWICE = chain(2);
    private static final Chain FOUR_TIMES = chain(4);

    private static Chain chain(int scale) {
        var card = SampleCards.card("x" + scale, scale, 3);
        return Chain.of("photo", List.of(new Step(card.id(), card.sha256())), scale);
    }

    private static WantedResult output(@Nullable Integer width, ImageFormat format, MetadataPolicy policy) {
        var target = width == null
                ? null
                : new TargetSize(width, null, null, null, null, Fit.INSIDE, null, Background.WHITE, null);
        var destination = new StorageUri(SampleRequests.DESTINATION.place(), "a-%s.%s".formatted(width, format.text()));
        return new WantedResult(new ResultEncoding(format, 90, 1, policy, null), target, destination, null);
    }

    private static WantedResult output(@Nullable Integer width) {
        return output(width, ImageFormat.PNG, MetadataPolicy.KEEP);
    }

    private static JobRequest request(WantedResult... outputs) {
        return JobRequest.of(
                SampleRequests.SOURCE,
                1,
                TWICE,
                List.of(FOUR_TIMES),
                List.of(outputs),
                GeometrySpec.AUTOMATIC,
                List.of());
    }

    private static PlanOutcome plan(Planner planner, ProbedImage image, WantedResult... outputs) {
        List<ModelCard> cards = List.of(SampleCards.card("x2", 2, 3));
        return planner.plan(request(outputs), image, cards, SampleBuilds.of(outputs.length));
    }

    @Test
    void eachHasItsSizeAndStripsOfItsOwn() {
        var planned = (Planned) plan(Planner.DEFAULT, IMAGE, output(null), output(50));
        assertThat(planned.plan().outputs())
                .extracting(output -> output.strips().output())
                .containsExactly(new Size(200, 200), new Size(50, 50));
        assertThat(planned.plan().resultPixels()).isEqualTo(40_000 + 2_500);
    }

    /// Where all have a size, the models go as far as the largest needs; else the scale that was asked for holds.
    @Test
    void theChainIsThatOfTheLargest() {
        assertThat(Planner.chain(request(output(150), output(390)), IMAGE)).isEqualTo(FOUR_TIMES);
        assertThat(Planner.chain(request(output(150), output(60)), IMAGE)).isEqualTo(TWICE);
        assertThat(Planner.chain(request(output(null), output(390)), IMAGE)).isEqualTo(TWICE);
    }

    @Test
    void aRefusalSaysWhichItIsOf() {
        assertThat(plan(Planner.DEFAULT, IMAGE, output(null), output(17_000, ImageFormat.WEBP, MetadataPolicy.KEEP)))
                .isInstanceOfSatisfying(Refused.class, refused -> {
                    assertThat(refused.reason()).isEqualTo(Reason.TOO_LARGE_FOR_FORMAT);
                    assertThat(refused.detail())
                            .startsWith("for a-17000.webp it gives a result of 17,000 pixels a side");
                });
    }

    @Test
    void allTogetherHaveNoMorePixelsThanOneMay() {
        var planner = Planner.within(Limits.DEFAULT.with(Limit.RESULT_PIXELS, 100_000));
        assertThat(plan(planner, IMAGE, output(200), output(200))).isInstanceOf(Planned.class);
        assertThat(plan(planner, IMAGE, output(200), output(201), output(202)))
                .isInstanceOfSatisfying(Refused.class, refused -> {
                    assertThat(refused.reason()).isEqualTo(Reason.RESULT_TOO_MANY_PIXELS);
                    assertThat(refused.detail())
                            .isEqualTo(
                                    "gives 3 results of 121,205 pixels together, the limit is 100,000; ask for fewer or"
                                            + " smaller ones, or raise max-result-pixels");
                });
    }

    @Test
    void metadataIsKeptForAsLongAsOneResultKeepsIt() {
        var metadata = new ImageMetadata(null, new Blob(new byte[9]), null, null);
        var image = IMAGE.with(metadata, List.of());
        assertThat(kept(image, MetadataPolicy.STRIP, MetadataPolicy.KEEP)).isEqualTo(metadata);
        assertThat(kept(image, MetadataPolicy.STRIP, MetadataPolicy.STRIP)).isEqualTo(ImageMetadata.NONE);
    }

    private static ImageMetadata kept(ProbedImage image, MetadataPolicy... policies) {
        var outputs = Arrays.stream(policies)
                .map(policy -> output(100 + policies.length, ImageFormat.PNG, policy))
                .toArray(WantedResult[]::new);
        return ((Planned) plan(Planner.DEFAULT, image, outputs)).plan().metadata();
    }
}
