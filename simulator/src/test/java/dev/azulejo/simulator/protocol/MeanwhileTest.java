package dev.azulejo.simulator.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.job.JobEnding;
import dev.azulejo.core.job.RedriveJob;
import dev.azulejo.core.job.key.Attempt;
import dev.azulejo.core.job.key.JobId;
import dev.azulejo.core.job.key.JobKeys;
import dev.azulejo.core.job.key.StageTrigger;
import dev.azulejo.core.job.outcome.Outcome;
import dev.azulejo.core.job.outcome.Outcome.Succeeded;
import dev.azulejo.core.local.LocalCleanup;
import dev.azulejo.core.model.ModelCard;
import dev.azulejo.core.pixels.Planes;
import dev.azulejo.core.port.Models;
import dev.azulejo.core.port.Upscaler;
import dev.azulejo.core.recipe.Step;
import dev.azulejo.simulator.image.BlurModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Somebody else acts at any one call of a process, or before it comes again: what each of them is promised holds.
class MeanwhileTest {
    /// It says what it does, lists six kinds of pieces, and looks for another attempt.
    private static final int CALLS_BEFORE_THE_FIRST_GOES = 8;

    @TempDir
    Path folder;

    private Disks disks = Disks.inMemory(Path.of(""));

    @BeforeEach
    void inMemory() {
        disks = Disks.inMemory(folder);
        source(disks);
    }

    private static void source(Disks disks) {
        disks.inbox().put(Disks.SOURCE.key(), Sample.source(1));
    }

    /// More than any of them makes, so that the last ones are about one after the other.
    static IntStream calls() {
        return IntStream.range(0, 24);
    }

    private static JobId failed(Laptop laptop, StageTrigger reached) {
        var job = laptop.intake.run(Sample.ORDER).job();
        laptop.runUpTo(reached, job);
        var source = laptop.objects.request(job).source();
        var end = new Outcome.Failed(Outcome.SCHEMA, job, 0, source, "infer", "Broken", "is broken", List.of());
        new JobEnding(laptop.objects).end(end);
        return job;
    }

    @ParameterizedTest(name = "redriven before call {0}")
    @MethodSource("calls")
    void whoeverIsToldThatAJobIsCancelledHasNoneThatGoesOn(int call) {
        try (var laptop = new Laptop(disks)) {
            var job = laptop.intake.run(Sample.ORDER).job();
            var redrive = new Intrusion(call, () -> {
                if (laptop.objects.decision(laptop.newest(job)).isPresent()) {
                    new RedriveJob(laptop.objects).run(job);
                }
            });
            try (var other = new Laptop(disks.through(redrive))) {
                assertThat(other.cancel.run(job, "somebody wants it")).isTrue();
            }
            if (redrive.happened()) {
                assertThat(laptop.objects.decision(laptop.newest(job))).isPresent();
            }
        }
    }

    /// Until the first piece goes. Later the attempt may miss one that it has seen: then it fails by its name.
    @ParameterizedTest(name = "redriven before call {0}")
    @MethodSource("calls")
    void anAttemptThatBeginsWhileAJobIsForgottenHasWhatItCountsOn(int call) {
        try (var laptop = new Laptop(disks)) {
            var job = failed(laptop, StageTrigger.STITCH);
            Runnable begin = () -> {
                new RedriveJob(laptop.objects).run(job);
                laptop.plan(job);
            };
            var redrive = new Intrusion(call, begin);
            try (var other = new Laptop(disks.through(redrive))) {
                new LocalCleanup(other.objects).forget(job, Optional.of(Attempt.first(job)));
            }
            if (!redrive.happened()) {
                begin.run();
            }
            if (call < CALLS_BEFORE_THE_FIRST_GOES || !redrive.happened()) {
                laptop.infer(job);
                laptop.stitch(job);
                laptop.stages.deliver().run(laptop.newest(job));
                assertThat(laptop.objects.outcome(new Attempt(job, 1))).get().isInstanceOf(Succeeded.class);
                assertThat(disks.result()).isEqualTo(Sample.result(1));
            }
        }
    }

    /// The event comes twice; before a call of the slower one the quicker one is through, and the job is deleted.
    @ParameterizedTest(name = "deleted before call {0}")
    @MethodSource("calls")
    void aDeletedResultDoesNotComeBack(int call) {
        disks = Cloud.buckets();
        source(disks);
        try (var laptop = new Laptop(disks)) {
            var job = laptop.intake.run(Sample.ORDER).job();
            laptop.runUpTo(StageTrigger.DELIVER, job);
            Runnable deliverAndDelete = () -> {
                laptop.stages.deliver().run(laptop.newest(job));
                disks.outbox().delete(Disks.RESULT.key());
            };
            var meanwhile = new Intrusion(call, deliverAndDelete);
            try (var other = new Laptop(disks.through(meanwhile))) {
                other.stages.deliver().run(Attempt.first(job));
            }
            assertThat(laptop.objects.outcome(Attempt.first(job))).get().isInstanceOf(Succeeded.class);
            assertThat(disks.outbox().exists(Disks.RESULT.key())).isEqualTo(!meanwhile.happened());
        }
    }

    /// The options change while the first is at it; whoever comes first decides for both.
    @ParameterizedTest(name = "before call {0}")
    @MethodSource("calls")
    void twoWhoTakeInOneVersionMakeTheSameOfIt(int call) {
        var buckets = Cloud.buckets();
        var key = "anime-x2/a.raw";
        var file = Cloud.put(buckets, key, Sample.source(1));
        var other = new HashSet<Object>();
        Runnable takeIn = () -> {
            Cloud.put(buckets, key + ".azulejo.json", "{\"quality\": 50}");
            try (var second = new Cloud(buckets)) {
                other.add(second.takeIn(file));
            }
        };
        var meanwhile = new Intrusion(call, takeIn);
        try (var first = new Cloud(buckets.through(meanwhile))) {
            var request = first.takeIn(file);
            if (!meanwhile.happened()) {
                takeIn.run();
            }
            assertThat(other).containsExactly(request);
        }
    }

    /// Of an attempt that goes on they are missed; of one that has ended nobody needs them.
    @Test
    void metadataThatAreGoneAreMissedUntilTheAttemptHasEnded() {
        try (var laptop = new Laptop(disks)) {
            var job = laptop.intake.run(Sample.ORDER).job();
            laptop.plan(job);
            var attempt = laptop.newest(job);
            assertThat(laptop.objects.manifest(attempt).plan().metadata().exif())
                    .isNotNull();
            disks.work().delete(JobKeys.metadata(attempt));
            assertThatExceptionOfType(PermanentFailure.class).isThrownBy(() -> laptop.objects.manifest(attempt));
            laptop.cancel.run(job, "somebody wants it");
            assertThat(laptop.objects.manifest(attempt).plan().metadata().exif())
                    .isNull();
        }
    }

    /// An earlier build began the attempt, and did not say what it is made from.
    @Test
    void whatIsTriedAgainSaysWhatItIsMadeFrom() throws IOException {
        try (var laptop = new Laptop(disks)) {
            var job = failed(laptop, StageTrigger.PLAN);
            var start = StageTrigger.PLAN.key(Attempt.first(job));
            var source = laptop.objects.request(job).source();
            var mapper = new ObjectMapper();
            var said = (ObjectNode) mapper.readTree(disks.work().readAll(start));
            said.remove("source");
            disks.work().put(start, mapper.writeValueAsBytes(said));
            assertThat(laptop.objects.start(Attempt.first(job)).source()).isNull();
            var next = new RedriveJob(laptop.objects).run(job);
            assertThat(laptop.objects.start(next).source()).isEqualTo(source);
        }
    }

    /// Another build has cut the image otherwise in between: a plan goes with the shards that it was made of.
    @Test
    void aPlanIsNotTakenOverWithTheShardsOfAnother() {
        try (var laptop = new Laptop(disks)) {
            var job = failed(laptop, StageTrigger.STITCH);
            var cut = laptop.objects.shards(job);
            disks.work().delete(JobKeys.shards(job));
            var otherwise = laptop.objects.fix(job, cut.shards().reversed());
            assertThat(otherwise.hash()).isNotEqualTo(cut.hash());
            new RedriveJob(laptop.objects).run(job);
            laptop.plan(job);
            assertThat(laptop.objects.manifest(laptop.newest(job)).planHash())
                    .isEqualTo(laptop.objects.shards(job).hash());
        }
    }

    /// A file is closed, and before it is noted some strips are made anew of other tiles: head and end are of those.
    @Test
    void whatClosesAFileIsOfTheStripsThatAreThere() {
        try (var laptop = new Laptop(disks);
                var other = new Laptop(disks, new Darker(new BlurModel()), 1)) {
            var job = laptop.intake.run(Sample.ORDER).job();
            laptop.runUpTo(StageTrigger.DELIVER, job);
            var attempt = laptop.newest(job);
            var result = laptop.objects.manifest(attempt).result(0);
            var first = laptop.objects.stitched(attempt).files().getFirst().parts();
            disks.work().delete(JobKeys.stitched(attempt));
            disks.work().delete(JobKeys.inferred(attempt));
            IntStream.range(0, Sample.SHARDS).forEach(shard -> disks.work().delete(JobKeys.tiles(job, shard)));
            first.stream()
                    .filter(part -> part.strip() < result.strips().count())
                    .forEach(part -> disks.work().delete(result.stripKey(part)));
            other.infer(job);
            other.stitch(job);
            var second = laptop.objects.stitched(attempt).files().getFirst().parts();
            assertThat(result.stripKey(second.getLast())).isNotEqualTo(result.stripKey(first.getLast()));
        }
    }

    /// Makes other pixels.
    private record Darker(BlurModel blur) implements Models, Upscaler {
        @Override
        public int scale() {
            return blur.scale();
        }

        @Override
        public Optional<String> upscale(Planes input, Planes output) {
            var said = blur.upscale(input, output);
            for (int i = 0; i < output.samples().limit(); i++) {
                output.samples().put(i, output.samples().get(i) / 2);
            }
            return said;
        }

        @Override
        public String fingerprint() {
            return "darker";
        }

        @Override
        public List<ModelCard> cards() {
            return blur.cards();
        }

        @Override
        public ModelCard card(String id) {
            return blur.card(id);
        }

        @Override
        public Upscaler warm(Step step) {
            return this;
        }
    }
}
