package dev.azulejo.integration.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.cloud.StackOutput;
import dev.azulejo.core.job.key.Attempt;
import dev.azulejo.core.job.key.JobId;
import dev.azulejo.core.job.outcome.Outcome.Rejected;
import dev.azulejo.core.job.outcome.Outcome.Succeeded;
import dev.azulejo.core.pixels.ImageFormat;
import dev.azulejo.events.EventNames;
import dev.azulejo.integration.command.Pictures;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/// What `docs/drop-folder.md` and `docs/events.md` promise, in buckets.
@OnCloud
@TestInstance(Lifecycle.PER_CLASS)
class ConventionsIT {
    private static final Duration SOON = Duration.ofMinutes(10);

    private final Cloud cloud;
    private final OutcomeEvents events;

    @AutoClose
    WarmWorker worker; // not private: it is only closed

    ConventionsIT(Cloud cloud) {
        this.cloud = cloud;
        this.events = OutcomeEvents.of(cloud);
    }

    @BeforeAll
    void startWorker(@TempDir Path folder) {
        worker = WarmWorker.start(cloud, folder, Map.of());
    }

    @Test
    void namesAndNestedFoldersAreKeptWhateverTheyAreMadeOf() {
        var key = "photo-x2/ü b/100% c+d%20é/日本 1.png";
        assertSucceeded(cloud.awaitJob(cloud.drop(key, picture(60)), SOON));
        assertThat(Pictures.decoded(cloud.bytes(cloud.outbox(), key)).getWidth())
                .isEqualTo(128);
    }

    @Test
    void aProgramAsksByAnEventInsteadOfDroppingAFile() {
        var version = cloud.drop(".uploads/4711/hero.png", picture(120)); // which the drop folder ignores
        cloud.send(
                cloud.output(StackOutput.BUS_NAME), "com.example.shop", EventNames.REQUESTED, """
                {"specversion": "1.0", "id": "order-4711-hero", "source": "https://shop.example.com/orders",
                 "type": "dev.azulejo.image.enhancement-requested.v1",
                 "data": {"source": {"key": ".uploads/4711/hero.png", "version": "%s"},
                          "recipe": "photo-x4", "options": {"format": "jpeg", "quality": 85},
                          "destination": {"key": "web/4711/hero.jpg"}}}""".formatted(version));
        var job = cloud.awaitJob(version, SOON);
        var event = events.await(job, SOON);

        assertThat(event.path("detail-type").asText()).isEqualTo("ImageEnhanced");
        assertThat(event.at("/detail/data/result/uri/key").asText()).isEqualTo("web/4711/hero.jpg");
        assertThat(ImageFormat.sniff(cloud.bytes(cloud.outbox(), "web/4711/hero.jpg")))
                .contains(ImageFormat.JPEG);
    }

    @Test
    void furtherResultsThatASidecarAsksForAreDeliveredBesideTheMainOne() throws Exception {
        var key = "photo-x2/also/a.png";
        cloud.drop(key + ".azulejo.json", json("{\"also\": [\"50w.png\", \"jpeg\"]}"));
        var job = cloud.awaitJob(cloud.drop(key, picture(60)), SOON);
        assertThat(assertSucceeded(job).results())
                .extracting(result -> result.uri().key())
                .containsExactly(key, key + ".50w.png", key + ".jpg")
                .allMatch(cloud.outbox()::exists);
        assertThat(cloud.jobs().inferred(Attempt.first(job)).shards()).isEqualTo(1);
    }

    @Test
    void optionsComeFromDefaultsAndTheSidecarAndALateOneIsWarnedOf() {
        var folder = "photo-x2/options/";
        cloud.drop(folder + "azulejo.json", json("{\"quality\": 55, \"format\": \"jpeg\"}"));
        cloud.drop(folder + "early.png.azulejo.json", json("{\"quality\": 77}"));
        var early = cloud.awaitJob(cloud.drop(folder + "early.png", picture(60)), SOON);
        var output = cloud.jobs().request(early).main().encoding();
        assertThat(output.quality()).isEqualTo(77);
        assertThat(output.format()).isEqualTo(ImageFormat.JPEG);
        assertThat(assertSucceeded(early).warnings()).isEmpty();
        assertThat(cloud.outbox().exists(folder + "early.png.jpg")).isTrue();

        var late = cloud.awaitJob(cloud.drop(folder + "late.png", picture(120)), SOON);
        cloud.drop(folder + "late.png.azulejo.json", json("{\"quality\": 77}"));
        assertThat(assertSucceeded(late).warnings())
                .singleElement()
                .satisfies(warning -> assertThat(warning).contains("late.png.azulejo.json"));
        assertThat(cloud.jobs().request(late).main().encoding().quality()).isEqualTo(55);
    }

    @Test
    void aGoodPhotographInPlaceOfABadOneTakesItsReportAway() {
        var key = "photo-x2/mended/photo.png";
        var bad = cloud.awaitJob(cloud.drop(key, json("not a photograph")), SOON);
        assertThat(cloud.awaitOutcome(bad, SOON)).isInstanceOf(Rejected.class);
        cloud.awaitObject(cloud.outbox(), key + ".error.json", SOON);

        assertSucceeded(cloud.awaitJob(cloud.drop(key, picture(60)), SOON));
        Cloud.await(
                "the end of the report",
                SOON,
                () -> cloud.outbox().exists(key + ".error.json") ? Optional.empty() : Optional.of(true));
        assertThat(cloud.outbox().exists(key)).isTrue();
    }

    private Succeeded assertSucceeded(JobId job) {
        assertThat(cloud.awaitOutcome(job, SOON)).isInstanceOf(Succeeded.class);
        return (Succeeded) cloud.jobs().outcome(Attempt.first(job)).orElseThrow();
    }

    private static byte[] json(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] picture(int left) {
        return Pictures.encoded(Pictures.part("astronaut.png", left, 60, 64, 48), "png");
    }
}
