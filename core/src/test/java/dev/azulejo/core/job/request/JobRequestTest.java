package dev.azulejo.core.job.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.geometry.Wrap;
import dev.azulejo.core.job.key.JobId;
import dev.azulejo.core.pixels.Blob;
import dev.azulejo.core.pixels.ImageFormat;
import dev.azulejo.core.recipe.Chain;
import dev.azulejo.core.recipe.Step;
import dev.azulejo.storage.StorageUri;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JobRequestTest {
    private static final Parts ORDER = new Parts(
            SampleRequests.SOURCE,
            "photo-x2",
            List.of(new Step("a", "0a".repeat(32)), new Step("b", "0b".repeat(32))),
            ResultEncoding.of(ImageFormat.PNG),
            GeometrySpec.AUTOMATIC,
            SampleRequests.DESTINATION);

    record Parts(
            SourceRef source,
            String recipe,
            List<Step> steps,
            ResultEncoding output,
            GeometrySpec geometry,
            StorageUri destination) {
        JobId id() {
            return JobRequest.of(
                            source,
                            1,
                            Chain.of(recipe, steps, 2),
                            WantedResult.of(output, destination),
                            geometry,
                            List.of())
                    .job();
        }

        Parts withSource(SourceRef other) {
            return new Parts(other, recipe, steps, output, geometry, destination);
        }

        Parts withRecipe(String other) {
            return new Parts(source, other, steps, output, geometry, destination);
        }

        Parts withSteps(Step... others) {
            return new Parts(source, recipe, List.of(others), output, geometry, destination);
        }

        Parts withOutput(ResultEncoding other) {
            return new Parts(source, recipe, steps, other, geometry, destination);
        }

        Parts withGeometry(int tileSide, int shardTiles, int stripRows) {
            return new Parts(
                    source, recipe, steps, output, new GeometrySpec(tileSide, shardTiles, stripRows), destination);
        }

        Parts wrapping(Wrap wrap) {
            return new Parts(source, recipe, steps, output, geometry.wrapping(wrap), destination);
        }

        Parts withDestination(StorageUri other) {
            return new Parts(source, recipe, steps, output, geometry, other);
        }
    }

    private static ResultEncoding coloured(WantedColour colour) {
        return new ResultEncoding(ImageFormat.PNG, 92, 1, MetadataPolicy.KEEP, colour);
    }

    static Stream<Parts> othersThatAreOtherJobs() {
        var source = ORDER.source;
        var first = ORDER.steps.getFirst();
        var second = ORDER.steps.getLast();
        return Stream.of(
                ORDER.withSource(new SourceRef(source.uri(), "sha256:" + "0b".repeat(32), source.bytes())),
                ORDER.withSource(new SourceRef(new StorageUri(SampleRequests.PHOTOS, "b.png"), source.version(), 1)),
                ORDER.withSteps(first),
                ORDER.withSteps(second, first),
                ORDER.withSteps(first, new Step("b", "0c".repeat(32))),
                ORDER.withSteps(first, new Step("c", second.sha256())),
                ORDER.withSteps(new Step("a, sha256=%s], Step[model=b".formatted(first.sha256()), second.sha256())),
                ORDER.withOutput(ResultEncoding.of(ImageFormat.JPEG)),
                ORDER.withOutput(new ResultEncoding(
                        ImageFormat.PNG, ResultEncoding.DEFAULT_QUALITY, 9, MetadataPolicy.KEEP, null)),
                ORDER.withOutput(ResultEncoding.of(ImageFormat.JPEG, 50)),
                ORDER.withOutput(new ResultEncoding(ImageFormat.PNG, 92, 1, MetadataPolicy.STRIP, null)),
                ORDER.withOutput(coloured(new WantedColour("srgb", null))),
                ORDER.withOutput(coloured(new WantedColour("mine.icc", new Blob(new byte[] {1, 2})))),
                ORDER.withOutput(coloured(new WantedColour("mine.icc", new Blob(new byte[] {1, 3})))),
                ORDER.withSteps(first, new Step("b", second.sha256(), 15.0)),
                ORDER.withSteps(first, new Step("b", second.sha256(), null, 15, null)),
                ORDER.withSteps(first, new Step("b", second.sha256(), null, 95, null)),
                ORDER.withSteps(first, new Step("b", second.sha256(), null, "openvino bf16")),
                ORDER.withSteps(first, new Step("b", second.sha256(), null, "openvino fp32")),
                ORDER.withGeometry(128, 0, 0),
                ORDER.withGeometry(0, 128, 0),
                ORDER.withGeometry(0, 0, 128),
                ORDER.wrapping(Wrap.BOTH),
                ORDER.wrapping(Wrap.ACROSS),
                ORDER.wrapping(Wrap.DOWN),
                ORDER.withDestination(new StorageUri(SampleRequests.PHOTOS, "other.png")),
                ORDER.withDestination(new StorageUri(URI.create("s3://photos"), "a-large.png")));
    }

    @ParameterizedTest
    @MethodSource("othersThatAreOtherJobs")
    void whateverChangesBytesGeometryOrDestinationMakesAnotherJob(Parts other) {
        assertThat(other.id()).isNotEqualTo(ORDER.id());
    }

    @Test
    void noTwoOfThemAreOneJob() {
        assertThat(othersThatAreOtherJobs().map(Parts::id)).doesNotHaveDuplicates();
    }

    @Test
    void theSameOrderIsTheSameJob() {
        assertThat(ORDER.withRecipe("photo-x2").id()).isEqualTo(ORDER.id());
    }

    @Test
    void theNameOfARecipeIsOnlyAnotherWordForItsSteps() {
        assertThat(ORDER.withRecipe("steps").id()).isEqualTo(ORDER.id());
    }

    @Test
    void namesThatNoRecipeHasAreJobsOfTheirOwn() {
        var unknown = ORDER.withSteps();
        assertThat(unknown.withRecipe("photo-x3").id())
                .isNotEqualTo(unknown.withRecipe("photo-x5").id());
    }

    @Test
    void aRequestWithProblemsIsAJobOfItsOwnForEachSetOfThem() {
        var one = withProblems("a: quality is 900");
        var two = withProblems("a: quality is 900", "b: scale is 3");
        assertThat(List.of(ORDER.id(), one.job(), two.job())).doesNotHaveDuplicates();
        assertThat(withProblems("a: quality is 900")).isEqualTo(one);
        assertThat(two.problems()).containsExactly("a: quality is 900", "b: scale is 3");
    }

    @Test
    void aRequestWithoutProblemsSaysNothingOfThemAndIsTheSameJobAsEver() {
        assertThat(withProblems().job()).isEqualTo(ORDER.id());
        assertThat(withProblems().problems()).isNull();
    }

    private static JobRequest withProblems(String... problems) {
        return JobRequest.of(
                ORDER.source,
                1,
                Chain.of(ORDER.recipe, ORDER.steps, 2),
                WantedResult.of(ORDER.output, ORDER.destination),
                ORDER.geometry,
                List.of(problems));
    }

    @Test
    void theIdIsTheSameInEveryBuild() {
        assertThat(ORDER.id()).isEqualTo(new JobId("b8bb3d558357bd5fcbfeb88a"));
    }
}
