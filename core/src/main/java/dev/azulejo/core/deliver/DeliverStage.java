package dev.azulejo.core.deliver;

import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.failure.TransientFailure;
import dev.azulejo.core.job.Inferred;
import dev.azulejo.core.job.JobEnding;
import dev.azulejo.core.job.JobId;
import dev.azulejo.core.job.JobKeys;
import dev.azulejo.core.job.JobObjects;
import dev.azulejo.core.job.Manifest;
import dev.azulejo.core.job.Outcome;
import dev.azulejo.core.job.Outcome.Failed;
import dev.azulejo.core.job.Outcome.Result;
import dev.azulejo.core.job.SealedObject;
import dev.azulejo.core.job.Stitched;
import dev.azulejo.core.port.Places;
import dev.azulejo.core.pyramid.PyramidPlace;
import dev.azulejo.storage.JobStorage.Part;
import dev.azulejo.storage.NoSuchObject;
import dev.azulejo.storage.ObjectStat;
import dev.azulejo.storage.Precondition;
import dev.azulejo.storage.Storage;
import dev.azulejo.storage.StorageUri;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// From `stitched.json` to the result, which appears at once and whole, and `outcome.json`. Decides the end of
/// the job before anything becomes visible; a result of an older version of the source never replaces that of a
/// newer one, and another source's result is never replaced at all.
public final class DeliverStage {
    private static final int MOST_RACES = 10;

    private final JobObjects objects;
    private final JobEnding ending;
    private final Places places;
    private final ForeignFiles foreignFiles;
    private final SourceVersions versions;
    private final LateSidecar lateSidecar;

    /// What to do with a file at the destination that no job of ours made.
    public enum ForeignFiles {
        KEEP,
        REPLACE
    }

    public DeliverStage(JobObjects objects, Places places, ForeignFiles foreignFiles) {
        this.objects = objects;
        this.ending = new JobEnding(objects);
        this.places = places;
        this.foreignFiles = foreignFiles;
        this.versions = new SourceVersions(objects, places);
        this.lateSidecar = new LateSidecar(objects, places);
    }

    public void run(JobId job) {
        if (objects.outcome(job).isPresent()) {
            return;
        }
        // All that will be needed: from the decision on, nothing may be missing.
        var stitched = new StitchedJob(objects.manifest(job), objects.inferred(job), objects.stitched(job));
        if (objects.decision(job).isEmpty()) {
            requireStrips(stitched);
            var obstacle = obstacle(stitched.manifest);
            if (obstacle.isPresent()) {
                ending.end(failed(stitched.manifest, obstacle.get()));
                return;
            }
        }
        if (ending.decideToDeliver(job)) {
            objects.put(deliver(stitched));
        }
    }

    /// Ends a planned job whose result could not appear as things are, before work is done for nothing.
    public void foresee(JobId job) {
        if (objects.decision(job).isEmpty()) {
            var manifest = objects.manifest(job);
            obstacle(manifest).ifPresent(words -> ending.end(failed(manifest, words)));
        }
    }

    private record StitchedJob(Manifest manifest, Inferred inferred, Stitched stitched) {}

    /// What cannot be delivered fails before it is decided to deliver it, and is named, so that it can be made
    /// anew.
    private void requireStrips(StitchedJob job) {
        var manifest = job.manifest;
        for (var part : job.stitched.parts()) {
            var key = JobKeys.strip(manifest.job(), part.number());
            var object = SealedObject.require(objects.work(), key, manifest.plan());
            if (object.payloadBytes() < part.bytes()) { // behind them may lie what stitching needed
                throw PermanentFailure.damaged(
                        object.key(), "has %d bytes, not those that were stitched".formatted(object.payloadBytes()));
            }
        }
    }

    private Outcome deliver(StitchedJob job) {
        var manifest = job.manifest;
        var target = new ResultPlace(places).open(manifest.destination().place(), manifest.source());
        boolean wasShown = false;
        for (int race = 0; race < MOST_RACES; race++) {
            var found = target.stat(result(manifest).key());
            var its = found.flatMap(Provenance::of);
            if (found.isPresent() && isOurs(manifest, found.get())) {
                var result = shown(job, target);
                if (result.isPresent()) {
                    return succeeded(job, result);
                }
                continue;
            }
            // Of a result that was shown and is gone again, only one that should not have come may be replaced.
            if (versions.isOutdated(manifest.source(), its)
                    || (wasShown && !versions.isOlder(its, manifest.source()))) {
                return succeeded(job, Optional.empty());
            }
            var obstacle = found.flatMap(object -> obstacle(manifest, object)).or(() -> claim(job, target));
            if (obstacle.isPresent()) {
                return failed(manifest, obstacle.get());
            }
            Precondition precondition =
                    found.isPresent() ? new Precondition.Matches(found.get().etag()) : Precondition.ABSENT;
            wasShown |= compose(job, target, precondition);
        }
        throw new TransientFailure("%s was replaced %d times while job %s was delivered"
                .formatted(manifest.destination(), MOST_RACES, manifest.job()));
    }

    /// A pyramid of files needs its place for itself.
    private Optional<String> claim(StitchedJob job, Storage target) {
        return isOfFiles(job.manifest)
                ? withStrips(job, () -> pyramid(job.manifest, target).claim(job.stitched))
                : Optional.empty();
    }

    private boolean compose(StitchedJob job, Storage target, Precondition precondition) {
        var manifest = job.manifest;
        if (isOfFiles(manifest)) {
            return withStrips(job, () -> pyramid(manifest, target).publish(job.stitched, precondition));
        }
        var parts = job.stitched.parts().stream()
                .map(part -> new Part(JobKeys.strip(manifest.job(), part.number()), 0, part.bytes()))
                .toList();
        var key = manifest.destination().key();
        var metadata = Provenance.of(manifest).metadata();
        return withStrips(job, () -> objects.work().compose(parts, target, key, metadata, precondition));
    }

    private <T> T withStrips(StitchedJob job, Supplier<T> work) {
        try {
            return work.get();
        } catch (NoSuchObject e) {
            requireStrips(job);
            throw new TransientFailure("strips of job %s went and came back".formatted(job.manifest.job()), e);
        }
    }

    private static boolean isOfFiles(Manifest manifest) {
        return PyramidPlace.isOfFiles(manifest.output().format());
    }

    private PyramidDelivery pyramid(Manifest manifest, Storage target) {
        return new PyramidDelivery(objects.work(), target, manifest);
    }

    /// What is at the destination when all is.
    private static StorageUri result(Manifest manifest) {
        return PyramidPlace.result(manifest.output().format(), manifest.destination());
    }

    private static boolean isOurs(Manifest manifest, ObjectStat found) {
        return Provenance.of(found)
                .filter(its -> its.job().equals(manifest.job().text()))
                .isPresent();
    }

    private Optional<String> obstacle(Manifest manifest) {
        var target = places.open(manifest.destination().place());
        var found = target.stat(result(manifest).key());
        return found.isEmpty() && isOfFiles(manifest)
                ? pyramid(manifest, target).obstacle(foreignFiles)
                : found.flatMap(object -> obstacle(manifest, object));
    }

    /// Why what lies at the destination may not be replaced.
    private Optional<String> obstacle(Manifest manifest, ObjectStat found) {
        var destination = manifest.destination();
        if (isOfFiles(manifest)) {
            return pyramid(manifest, places.open(destination.place())).obstacle(found);
        }
        var its = Provenance.of(found);
        var ours = Provenance.of(manifest);
        if (its.isEmpty()) {
            return foreignFiles == ForeignFiles.REPLACE
                    ? Optional.empty()
                    : Optional.of("%s exists and was not made by azulejo; move it, or allow it to be overwritten"
                            .formatted(destination));
        }
        return its.get().source().equals(ours.source())
                ? Optional.empty()
                : Optional.of("%s is already the result of %s, not of %s; choose another name for one of them"
                        .formatted(destination, its.get().source(), ours.source()));
    }

    /// Our result as it lies there, unless another has replaced it already. What lay there before the version
    /// was asked for, and after, did so in between.
    private static Optional<Result> shown(StitchedJob job, Storage target) {
        var manifest = job.manifest;
        var destination = result(manifest);
        var size = manifest.outputSize();
        try {
            var version = target.version(destination.key());
            return target.stat(destination.key())
                    .filter(found -> isOurs(manifest, found))
                    .map(ours -> {
                        long bytes = isOfFiles(manifest) ? job.stitched.bytes() : ours.bytes();
                        return new Result(destination, bytes, version, size.width(), size.height());
                    });
        } catch (NoSuchObject e) {
            return Optional.empty();
        }
    }

    private Outcome succeeded(StitchedJob job, Optional<Result> result) {
        var manifest = job.manifest;
        return new Outcome.Succeeded(
                Outcome.SCHEMA,
                manifest.job(),
                objects.attempt(manifest.job()),
                manifest.source(),
                manifest.recipe(),
                manifest.steps(),
                manifest.chosen(),
                result.orElse(null),
                StageTimes.of(manifest.job(), objects.work()),
                Stream.of(List.of(manifest.decoder()), job.inferred.fingerprints(), job.stitched.encoders())
                        .flatMap(List::stream)
                        .toList(),
                Stream.of(
                                manifest.warnings(),
                                job.inferred.warnings(),
                                lateSidecar.warning(manifest).stream().toList())
                        .flatMap(List::stream)
                        .toList());
    }

    private Failed failed(Manifest manifest, String detail) {
        return new Failed(
                Outcome.SCHEMA,
                manifest.job(),
                objects.attempt(manifest.job()),
                manifest.source(),
                "deliver",
                "DestinationTaken",
                detail,
                List.of());
    }
}
