package dev.azulejo.core.deliver;

import dev.azulejo.core.deliver.Showing.End;
import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.failure.TransientFailure;
import dev.azulejo.core.job.JobEnding;
import dev.azulejo.core.job.JobObjects;
import dev.azulejo.core.job.key.Attempt;
import dev.azulejo.core.job.outcome.Outcome;
import dev.azulejo.core.job.outcome.Outcome.DeliveredResult;
import dev.azulejo.core.job.outcome.Outcome.Failed;
import dev.azulejo.core.job.outcome.Outcome.Succeeded;
import dev.azulejo.core.job.record.Inferred;
import dev.azulejo.core.job.record.Manifest;
import dev.azulejo.core.job.record.Result;
import dev.azulejo.core.job.record.SealedObject;
import dev.azulejo.core.job.record.Stitched;
import dev.azulejo.core.job.record.Stitched.StitchedFile;
import dev.azulejo.core.port.Places;
import dev.azulejo.storage.NoSuchObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Makes the results appear, each at once and whole, and writes `outcome.json`. Copies that callers want
/// elsewhere come first: without them a job has not succeeded. The end of the attempt is
/// decided before anything becomes visible. A result of an older version of the source never replaces that
/// of a newer one, and another source's result is never replaced at all.
public final class DeliverStage {
    private final JobObjects objects;
    private final JobEnding ending;
    private final Places places;
    private final ForeignFiles foreignFiles;
    private final Showing showing;
    private final Copying copying;
    private final LateSidecar lateSidecar;

    public DeliverStage(JobObjects objects, Places places, ForeignFiles foreignFiles, Copying copying) {
        this.objects = objects;
        this.ending = new JobEnding(objects);
        this.places = places;
        this.foreignFiles = foreignFiles;
        this.showing = new Showing(objects, places, new SourceVersions(objects, places), foreignFiles);
        this.copying = copying;
        this.lateSidecar = new LateSidecar(objects, places);
    }

    public void run(Attempt attempt) {
        var outcome = objects.outcome(attempt);
        if (outcome.isPresent()) {
            lookAgain(attempt, outcome.get());
            return;
        }
        // All that will be needed: from the decision on, nothing may be missing.
        var stitched = new StitchedJob(
                attempt, objects.bareManifest(attempt), objects.inferred(attempt), objects.stitched(attempt));
        if (objects.decision(attempt).isEmpty()) {
            stitched.manifest.results().forEach(result -> requireStrips(result, stitched.file(result)));
            var obstacle = obstacle(stitched.manifest);
            if (obstacle.isPresent()) {
                ending.end(failed(attempt, stitched.manifest, obstacle.get()));
                return;
            }
        }
        if (ending.decideToDeliver(attempt)) {
            objects.put(deliver(stitched));
        }
    }

    /// Looks again whether a newer version's result should lie where this attempt's lies: an earlier run
    /// may have died right after replacing it.
    private void lookAgain(Attempt attempt, Outcome ended) {
        if (ended instanceof Succeeded succeeded && !succeeded.superseded()) {
            objects.planned(attempt).stream()
                    .flatMap(manifest -> manifest.results().stream())
                    .forEach(showing::giveWay);
        }
    }

    /// Ends a planned attempt at once if its results could not appear as things are, so no work is
    /// done in vain.
    public void foresee(Attempt attempt) {
        if (objects.decision(attempt).isEmpty()) {
            var manifest = objects.bareManifest(attempt);
            obstacle(manifest)
                    .or(() -> copying.obstacle(manifest))
                    .ifPresent(words -> ending.end(failed(attempt, manifest, words)));
        }
    }

    private record StitchedJob(Attempt attempt, Manifest manifest, Inferred inferred, Stitched stitched) {
        StitchedFile file(Result result) {
            return stitched.files().get(result.number());
        }
    }

    /// Checks that every strip of a result is there; a missing one is named, so a redrive can make it
    /// anew.
    private void requireStrips(Result result, StitchedFile file) {
        for (var part : file.parts()) {
            var object = SealedObject.require(
                    objects.work(), result.stripKey(part), result.manifest().planHash());
            if (object.payloadBytes() < part.bytes()) { // behind them may lie what stitching needed
                throw PermanentFailure.damaged(
                        object.key(), "has %d bytes, not those that were stitched".formatted(object.payloadBytes()));
            }
        }
    }

    /// Shows every result that can be shown and returns the outcome. If a foreign file appeared since the
    /// places were checked, some results may already be visible.
    private Outcome deliver(StitchedJob job) {
        for (var result : job.manifest.results()) {
            var obstacle =
                    strips(result, job.file(result), () -> copying.put(objects.work(), result, job.file(result)));
            if (obstacle.isPresent()) { // before anything of it is visible
                return failed(job.attempt, job.manifest, obstacle.get());
            }
        }
        var delivered = new ArrayList<DeliveredResult>();
        var obstacles = new ArrayList<String>();
        for (var result : job.manifest.results()) {
            switch (strips(result, job.file(result), () -> showing.show(job.attempt, result, job.file(result)))) {
                case End.Shown shown -> delivered.add(shown.result());
                case End.Superseded _ -> {
                    return succeeded(job, List.of(), List.of());
                }
                case End.Taken taken -> obstacles.add(taken.obstacle());
            }
        }
        return delivered.isEmpty()
                ? failed(job.attempt, job.manifest, obstacles.getFirst())
                : succeeded(job, delivered, obstacles);
    }

    /// Does something with a result that needs all of its strips.
    private <T> T strips(Result result, StitchedFile file, Supplier<T> use) {
        try {
            return use.get();
        } catch (NoSuchObject e) {
            requireStrips(result, file);
            throw new TransientFailure("strips of job %s went and came back".formatted(result.job()), e);
        }
    }

    /// Finds the first result whose place is taken, and says by what.
    private Optional<String> obstacle(Manifest manifest) {
        return manifest.results().stream()
                .map(result -> Target.of(
                        result, objects.work(), places.open(result.destination().place()), foreignFiles))
                .flatMap(target -> target.obstacle().stream())
                .findFirst();
    }

    private Outcome succeeded(StitchedJob job, List<DeliveredResult> delivered, List<String> obstacles) {
        var plan = job.manifest.plan();
        return new Succeeded(
                Outcome.SCHEMA,
                job.attempt.job(),
                job.attempt.number(),
                plan.source(),
                plan.chain().recipe(),
                plan.chain().allSteps().distinct().toList(),
                plan.chain().chosen(),
                plan.picture() == null ? null : plan.picture().facts(),
                delivered.isEmpty() ? null : delivered.getFirst(),
                delivered.stream().skip(1).toList(),
                StageTimes.of(job.attempt, objects.work()),
                Stream.of(
                                List.of(plan.decoder()),
                                job.inferred.fingerprints(),
                                job.stitched.files().stream()
                                        .flatMap(file -> file.encoders().stream())
                                        .distinct()
                                        .toList())
                        .flatMap(List::stream)
                        .toList(),
                Stream.of(
                                plan.warnings(),
                                job.inferred.warnings(),
                                obstacles,
                                lateSidecar.warning(job.manifest).stream().toList())
                        .flatMap(List::stream)
                        .toList());
    }

    private static Failed failed(Attempt attempt, Manifest manifest, String detail) {
        return new Failed(
                Outcome.SCHEMA,
                attempt.job(),
                attempt.number(),
                manifest.source(),
                "deliver",
                "DestinationTaken",
                detail,
                List.of());
    }
}
