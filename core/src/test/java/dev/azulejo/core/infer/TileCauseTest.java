package dev.azulejo.core.infer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.geometry.Orientation;
import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.job.GeometrySpec;
import dev.azulejo.core.job.JobRequest;
import dev.azulejo.core.job.OutputSpec;
import dev.azulejo.core.job.SampleRequests;
import dev.azulejo.core.job.SourceRef;
import dev.azulejo.core.model.ModelCard;
import dev.azulejo.core.model.SampleCards;
import dev.azulejo.core.pixels.ImageFormat;
import dev.azulejo.core.pixels.ImageMetadata;
import dev.azulejo.core.pixels.PixelFormat;
import dev.azulejo.core.plan.PlanOutcome.Planned;
import dev.azulejo.core.plan.Planner;
import dev.azulejo.core.port.ProbedImage;
import dev.azulejo.core.recipe.Chain;
import dev.azulejo.core.recipe.Step;
import dev.azulejo.core.resize.Background;
import dev.azulejo.core.resize.Fit;
import dev.azulejo.core.resize.TargetSize;
import dev.azulejo.storage.StorageUri;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TileCauseTest {
    private static final ModelCard CARD = SampleCards.card("twice", 2, 21);
    private static final StorageUri ELSEWHERE = new StorageUri(SampleRequests.PHOTOS, "b.webp");

    /// A job as a test changes it.
    private record Job(
            SourceRef source,
            int page,
            ModelCard card,
            @Nullable Double strength,
            @Nullable TargetSize target,
            OutputSpec output,
            GeometrySpec geometry,
            StorageUri destination,
            Orientation orientation,
            PixelFormat pixels,
            String decoder) {

        TileCause cause() {
            var step = new Step(card.id(), card.sha256(), strength);
            var request = JobRequest.of(
                    source,
                    page,
                    Chain.of("sample", List.of(step), card.scale()),
                    List.of(),
                    target,
                    output,
                    geometry,
                    destination,
                    List.of());
            var image = new ProbedImage(
                    ImageFormat.PNG,
                    new Size(700, 500),
                    pixels,
                    orientation,
                    ImageMetadata.NONE,
                    null,
                    1,
                    0,
                    List.of());
            var builds = new Planner.Builds(_ -> 16, "", decoder);
            var planned = (Planned) Planner.DEFAULT.plan(request, image, List.of(card), builds);
            return TileCause.of(request, planned.manifest());
        }
    }

    private static Job job(SourceRef source, int page, ModelCard card, @Nullable Double strength) {
        return job(source, page, card, strength, 0, Orientation.NORMAL, PixelFormat.rgb8(), "decoder 1");
    }

    private static Job job(
            SourceRef source,
            int page,
            ModelCard card,
            @Nullable Double strength,
            int tileSide,
            Orientation orientation,
            PixelFormat pixels,
            String decoder) {
        return new Job(
                source,
                page,
                card,
                strength,
                null,
                OutputSpec.of(ImageFormat.PNG),
                new GeometrySpec(tileSide, 0, 0),
                SampleRequests.DESTINATION,
                orientation,
                pixels,
                decoder);
    }

    private static Job usual() {
        return job(SampleRequests.SOURCE, 1, CARD, null);
    }

    private static Job planned(int tileSide, Orientation orientation, PixelFormat pixels, String decoder) {
        return job(SampleRequests.SOURCE, 1, CARD, null, tileSide, orientation, pixels, decoder);
    }

    @Test
    void whatBecomesOfTheTilesIsNoPartOfIt() {
        var size = new TargetSize(300, null, null, null, null, Fit.INSIDE, null, Background.WHITE, 72.0);
        var other = new Job(
                SampleRequests.SOURCE,
                1,
                CARD,
                null,
                size,
                OutputSpec.of(ImageFormat.WEBP, 50),
                new GeometrySpec(0, 1, 64),
                ELSEWHERE,
                Orientation.NORMAL,
                PixelFormat.rgb8(),
                "decoder 1");
        assertThat(other.cause()).isEqualTo(usual().cause());
    }

    @Test
    void anotherSourceVersionPageOrModelMakesOthers() {
        var source = SampleRequests.SOURCE;
        var newer = new SourceRef(source.uri(), "sha256:" + "0b".repeat(32), source.bytes());
        var elsewhere = new SourceRef(ELSEWHERE, source.version(), source.bytes());
        assertThat(List.of(
                        job(newer, 1, CARD, null),
                        job(elsewhere, 1, CARD, null),
                        job(source, 2, CARD, null),
                        job(source, 1, CARD, 3.0),
                        job(source, 1, SampleCards.card("other", 2, 21), null),
                        job(source, 1, SampleCards.card("twice", 2, 22), null),
                        job(source, 1, SampleCards.card("twice", 4, 21), null)))
                .extracting(Job::cause)
                .doesNotContain(usual().cause());
    }

    @Test
    void soDoOtherTilesPixelsOrAnotherDecoder() {
        var rgb = PixelFormat.rgb8();
        assertThat(List.of(
                        planned(80, Orientation.NORMAL, rgb, "decoder 1"),
                        planned(0, Orientation.ofExif(3), rgb, "decoder 1"),
                        planned(0, Orientation.NORMAL, new PixelFormat(1, 8), "decoder 1"),
                        planned(0, Orientation.NORMAL, new PixelFormat(3, 16), "decoder 1"),
                        planned(0, Orientation.NORMAL, rgb, "decoder 2")))
                .extracting(Job::cause)
                .doesNotContain(usual().cause());
    }
}
