package dev.azulejo.simulator.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.intake.DroppedFile;
import dev.azulejo.core.intake.EnhancementRequest;
import dev.azulejo.core.job.outcome.Outcome.Rejected;
import dev.azulejo.core.job.request.JobRequest;
import dev.azulejo.core.option.OptionValue;
import dev.azulejo.core.option.OptionValue.Kind;
import dev.azulejo.core.pixels.ImageFormat;
import dev.azulejo.core.recipe.Recipes;
import dev.azulejo.storage.StorageUri;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// From an event that asks for something to a request, and to the results that are asked for beside the main one.
class RequestedIntakeTest {
    private static final String KEY = "anime-x2/a/b.raw";
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0};
    private static final byte[] JPEG = {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xe0};

    private final Disks disks = Cloud.buckets();

    @AutoClose
    private final Cloud cloud = new Cloud(disks);

    @Test
    void aRequestByEventSaysAllItself() {
        Cloud.put(disks, "uploads/azulejo.json", "{\"quality\": 1}");
        Cloud.put(disks, "uploads/a.png.azulejo.json", "nonsense");
        Cloud.put(disks, "uploads/a.png", PNG);
        var asked = asked("1", "uploads/a.png", "anime-x2", Map.of("format", OptionValue.text("jpeg")), "web/hero.jpg");
        var request = cloud.intake.run(asked);
        assertThat(request.problems()).isNull();
        assertThat(request.main().encoding().quality()).isEqualTo(92);
        assertThat(request.main().encoding().format()).isEqualTo(ImageFormat.JPEG);
        assertThat(request.source().bytes()).isEqualTo(PNG.length);
        assertThat(request.destination()).isEqualTo(new StorageUri(Cloud.OUTBOX, "web/hero.jpg"));
        assertThat(cloud.intake
                        .run(asked("2", "uploads/a.png", "anime-x2", Map.of(), null))
                        .destination()
                        .key())
                .isEqualTo("uploads/a.png");
    }

    @Test
    void aRequestByEventMayNameModelsInsteadOfARecipeAndWithoutEitherAutoIsTaken() {
        Cloud.put(disks, KEY, JPEG);
        var steps = Map.of("steps", OptionValue.text("span-x2"), "page", new OptionValue(Kind.WHOLE_NUMBER, "3"));
        assertThat(cloud.intake.run(asked("1", KEY, null, steps, null)))
                .returns(null, JobRequest::problems)
                .returns("steps", JobRequest::recipe)
                .returns(3, JobRequest::page)
                .returns(null, its -> its.chain().chosen());
        assertThat(cloud.intake.run(asked("2", KEY, null, Map.of(), null)))
                .returns("auto", JobRequest::recipe)
                .returns(
                        "JPEG of unknown quality, taken as 50 to 84: cunet-denoise1 before azulejo-restore-x2",
                        its -> its.chain().chosen());
        assertThat(cloud.intake.run(asked("3", KEY, "anime-x2", steps, null)).problems())
                .containsExactly(
                        "request 3: options.steps names models, but it also says recipe anime-x2, which has its own; leave one of them out");
    }

    @Test
    void furtherResultsLieBesideTheMainOneUnderTheSourcesName() {
        var sidecar = "{\"also\": [\"1200w.webp\", \"avif\"], \"quality\": 70}";
        Cloud.put(disks, "anime-x2/a.jpg.azulejo.json", sidecar);
        var dropped = cloud.takeIn(Cloud.put(disks, "anime-x2/a.jpg", JPEG));
        assertThat(dropped.problems()).isNull();
        assertThat(dropped.outputs())
                .extracting(output -> output.destination().key())
                .containsExactly("anime-x2/a.jpg", "anime-x2/a.jpg.1200w.webp", "anime-x2/a.jpg.avif");
        assertThat(dropped.outputs())
                .extracting(output -> output.encoding().quality())
                .containsOnly(70);
        var options = Map.of("also", OptionValue.text("400x400.png"), "fit", OptionValue.text("cover"));
        assertThat(cloud.intake
                        .run(asked("1", "anime-x2/a.jpg", "anime-x2", options, "web/hero.jpg"))
                        .outputs())
                .extracting(output -> output.destination().key())
                .containsExactly("web/hero.jpg", "web/hero.jpg.400x400.png");
    }

    @ParameterizedTest
    @CsvSource({
        "12.webp, 'also is ''12.webp'', neither a size and a format'",
        "jpg, 'also: gives two results one name: anime-x2/b.jpg, anime-x2/b.jpg'",
        "'1w.png,2w.png,3w.png,4w.png,5w.png,6w.png,7w.png,8w.png,9w.png', 'also asks for 9 results; at most 8'",
    })
    void furtherResultsThatCannotBeAreRefused(String also, String problem) {
        Cloud.put(disks, "anime-x2/b.jpg.azulejo.json", "{\"also\": \"%s\"}".formatted(also));
        assertThat(cloud.takeIn(Cloud.put(disks, "anime-x2/b.jpg", JPEG)).problems())
                .singleElement()
                .asString()
                .contains(problem);
    }

    @Test
    void twoEventsThatAskForTheSameAreOneJobAndOneThatIsRepeatedObeysTheFirst() {
        Cloud.put(disks, KEY, PNG);
        var first = cloud.intake.run(asked("1", KEY, "anime-x2", Map.of(), null));
        assertThat(cloud.intake.run(asked("2", KEY, "anime-x2", Map.of(), null)).job())
                .isEqualTo(first.job());
        assertThat(cloud.takeIn(new DroppedFile(Cloud.INBOX, KEY, Optional.empty(), PNG.length))
                        .job())
                .isEqualTo(first.job());
        assertThat(cloud.laptop.objects.request(first.job())).isEqualTo(first); // known as the first asked
        Cloud.put(disks, KEY, JPEG);
        assertThat(cloud.intake.run(asked("1", KEY, "anime-x2", Map.of(), null)))
                .isEqualTo(first);
        assertThat(cloud.intake.run(asked("3", KEY, "anime-x2", Map.of(), null)).job())
                .isNotEqualTo(first.job());
    }

    @Test
    void aRequestWithWrongOptionsEndsRejectedWithAllOfThem() {
        Cloud.put(disks, KEY, PNG);
        var options = Map.of("recipe", OptionValue.text("photo-x4"));
        var request = cloud.intake.run(asked("7", KEY, "sepia", options, "web/x.error.json"));
        assertThat(request.problems())
                .containsExactly(
                        "request 7: recipe is 'sepia', which does not exist; there are " + Recipes.names(),
                        "request 7: options.recipe is not an option; there are "
                                + "options.also, options.at-least, options.background, options.canvas, options.colour, options.compression, "
                                + "options.denoise, options.dpi, options.fit, options.format, options.height, options.max-bytes, options.metadata, "
                                + "options.page, options.percent, options.preset, options.print, options.quality, options.scale, options.steps, "
                                + "options.strength, options.width, options.wrap",
                        "destination web/x.error.json: is a name of failure reports; choose another");
        assertThat(cloud.finish(request.job())).isInstanceOf(Rejected.class);
    }

    @Test
    void aDestinationThatNoStorageTakesIsRefusedByName() {
        Cloud.put(disks, KEY, PNG);
        assertThat(cloud.intake
                        .run(asked("1", KEY, "anime-x2", Map.of(), "../x.png"))
                        .problems())
                .singleElement()
                .asString()
                .startsWith("destination of anime-x2/a/b.raw: ")
                .contains("key \"../x.png\" has an empty, '.' or '..' segment");
    }

    private static EnhancementRequest asked(
            String id,
            String key,
            @Nullable String recipe,
            Map<String, OptionValue> options,
            @Nullable String destination) {
        return new EnhancementRequest(
                "/shop",
                id,
                key,
                Optional.empty(),
                Optional.ofNullable(recipe),
                options,
                Optional.ofNullable(destination));
    }
}
