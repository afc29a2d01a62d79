package dev.azulejo.simulator.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.history.JobBook;
import dev.azulejo.core.history.JobBook.Entry;
import dev.azulejo.core.history.JobState;
import dev.azulejo.core.history.JobTimeline;
import dev.azulejo.core.history.JobTimeline.Event;
import dev.azulejo.core.job.RedriveJob;
import dev.azulejo.core.job.key.JobId;
import dev.azulejo.core.job.key.JobKeys;
import dev.azulejo.core.job.key.JobPiece;
import dev.azulejo.core.job.key.StageTrigger;
import dev.azulejo.core.job.outcome.Outcome.Failed;
import dev.azulejo.core.job.outcome.Outcome.Succeeded;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What operators read of jobs is what has happened to them.
class JobHistoryTest {
    @TempDir
    Path folder;

    private Disks disks = Disks.inMemory(Path.of(""));

    @BeforeEach
    void source() {
        disks = Disks.inMemory(folder);
        disks.inbox().put(Disks.SOURCE.key(), Sample.source(1));
    }

    @Test
    void aSuccessIsToldFromIntakeToTheResult() {
        try (var laptop = new Laptop(disks)) {
            var job = ((Succeeded) laptop.enhance(Sample.ORDER)).job();
            var events = new JobTimeline(laptop.objects).of(job);
            assertThat(events).isSortedAccordingTo(Comparator.comparing(Event::at));
            assertThat(events)
                    .extracting(Event::who)
                    .containsSubsequence("intake", "plan", "close of infer", "close of stitch", "deliver");
            assertThat(events)
                    .extracting(Event::what)
                    .anyMatch(what -> what.startsWith("took in " + Disks.SOURCE))
                    .anyMatch(what -> what.contains(" in 3 shards"))
                    .anyMatch(what -> what.startsWith("delivered "));
            assertThat(entry(laptop, job).state()).isEqualTo(JobState.SUCCEEDED);
            assertThat(entry(laptop, job).recipe()).isEqualTo("anime-x2");
        }
    }

    /// A stage failed, somebody tried again, and each attempt is told.
    @Test
    void aFailureNamesItsStageAndWhatWasDamaged() {
        try (var laptop = new Laptop(disks)) {
            var job = until(laptop, StageTrigger.STITCH);
            disks.work().delete(JobKeys.tiles(job, 1));
            assertThat(laptop.enhance(Sample.ORDER)).isInstanceOf(Failed.class);

            var failed = entry(laptop, job);
            assertThat(failed.state()).isEqualTo(JobState.FAILED);
            assertThat(failed.why()).startsWith("stitch: ").contains(JobKeys.tiles(job, 1));
            assertThat(new JobTimeline(laptop.objects).of(job))
                    .anySatisfy(event -> {
                        assertThat(event.who()).isEqualTo("stitch");
                        assertThat(event.what()).startsWith("failed, ").contains("damaged: " + JobKeys.tiles(job, 1));
                    })
                    .anyMatch(event -> event.what().equals("enlarged 2 shards")
                            || event.what().startsWith("enlarged 2 shards, "));

            new RedriveJob(laptop.objects).run(job);
            assertThat(entry(laptop, job).state()).isNotEqualTo(JobState.FAILED);
            assertThat(laptop.enhance(Sample.ORDER)).isInstanceOf(Succeeded.class);
            assertThat(entry(laptop, job).attempt()).isEqualTo(1);
            assertThat(new JobTimeline(laptop.objects).of(job))
                    .extracting(Event::what)
                    .containsSubsequence("began it", "tried it again: attempt 1");
        }
    }

    @Test
    void whoCancelledIsTold() {
        try (var laptop = new Laptop(disks)) {
            var job = until(laptop, StageTrigger.INFER);
            assertThat(entry(laptop, job).state()).isEqualTo(JobState.RUNNING);
            assertThat(laptop.cancel.run(job, "wrong folder")).isTrue();
            assertThat(entry(laptop, job).state()).isEqualTo(JobState.CANCELLED);
            assertThat(new JobTimeline(laptop.objects).of(job)).anySatisfy(event -> {
                assertThat(event.who()).isEqualTo("unknown");
                assertThat(event.what()).isEqualTo("cancelled it: wrong folder");
            });
        }
    }

    /// A kind of object that is new shall not be missing from what operators see.
    @Test
    void everyObjectOfAJobIsOfAKindThatIsTold() {
        try (var laptop = new Laptop(disks)) {
            var job = until(laptop, StageTrigger.DELIVER);
            try (var all = disks.work().list(JobKeys.folder(job))) {
                assertThat(all.map(object -> object.key()))
                        .isNotEmpty()
                        .allSatisfy(key -> assertThat(JobPiece.of(key)).as(key).isPresent());
            }
        }
    }

    @Test
    void beginningsOfIdsAreFound() {
        try (var laptop = new Laptop(disks)) {
            var job = until(laptop, StageTrigger.INFER);
            var book = new JobBook(laptop.objects);
            assertThat(book.beginningWith(job.text().substring(0, 5))).isEqualTo(List.of(job));
            assertThat(book.beginningWith("x")).isEmpty();
        }
    }

    private static JobId until(Laptop laptop, StageTrigger stage) {
        var job = laptop.intake.run(Sample.ORDER).job();
        laptop.runUpTo(stage, job);
        return job;
    }

    private static Entry entry(Laptop laptop, JobId job) {
        return new JobBook(laptop.objects)
                .entries(folder -> folder.job().equals(job)).stream()
                        .findFirst()
                        .orElseThrow();
    }
}
