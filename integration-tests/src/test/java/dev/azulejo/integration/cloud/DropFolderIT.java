package dev.azulejo.integration.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.job.key.Attempt;
import dev.azulejo.core.job.key.StageTrigger;
import dev.azulejo.core.job.outcome.Outcome.Succeeded;
import dev.azulejo.integration.command.Pictures;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the product is for: a photograph is put into the inbox, and its result lies in the outbox.
@OnCloud
@TestInstance(Lifecycle.PER_CLASS)
class DropFolderIT {
    private static final Duration SOON = Duration.ofMinutes(10);

    /// Four columns and three rows of tiles, at 120 px a tile.
    private static final BufferedImage PICTURE = Pictures.part("astronaut.png", 100, 60, 330, 250);

    private final Cloud cloud;
    private final OutcomeEvents events;

    @AutoClose
    private WarmWorker worker;

    DropFolderIT(Cloud cloud) {
        this.cloud = cloud;
        this.events = OutcomeEvents.of(cloud);
    }

    @BeforeAll
    void startWorker(@TempDir Path folder) {
        worker = WarmWorker.start(cloud, folder, Map.of());
        run("warm-up", "1000");
    }

    /// The time that is not spent in a model is ours to answer for: the table tells it, on whatever machine this is.
    @ParameterizedTest
    @CsvSource({"1, 1000", "12, 1"})
    void aPhotographBecomesAResultAndAnEvent(int shards, String shardTiles) {
        var table = run("shards-%d".formatted(shards), shardTiles);
        System.out.print(table.text());
        System.out.printf("%d shards: %.2f s beside the model%n", shards, table.besideModelSeconds());
        assertThat(cloud.jobs().shards(table.job()).shards()).hasSize(shards);
    }

    private StageTable run(String name, String shardTiles) {
        var key = "photo-x2/holidays/%s.png".formatted(name);
        long started = System.currentTimeMillis();
        var version = cloud.drop(
                key,
                Pictures.encoded(PICTURE, "png"),
                Map.of("azulejo-tile", "120", "azulejo-shard-tiles", shardTiles));
        var job = cloud.awaitJob(version, SOON);
        var event = events.await(job, SOON);
        var table = StageTable.of(job, started, System.currentTimeMillis(), worker.tiles(job));

        assertThat(cloud.filesOf(job))
                .as("every hand-off is an object")
                .containsAll(Arrays.stream(StageTrigger.values())
                        .map(trigger -> "attempts/0/" + trigger.objectName())
                        .toList());
        assertThat(event.path("detail-type").asText()).isEqualTo("ImageEnhanced");
        assertThat(event.at("/detail/id").asText()).isEqualTo(job + "-0");
        assertThat(cloud.jobs().outcome(Attempt.first(job))).get().isInstanceOf(Succeeded.class);
        assertThat(Pictures.decoded(cloud.bytes(cloud.outbox(), key)).getWidth())
                .isEqualTo(660);
        return table;
    }
}
