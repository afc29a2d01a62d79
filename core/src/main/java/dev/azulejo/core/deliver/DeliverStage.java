package dev.azulejo.core.deliver;

import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.failure.TransientFailure;
import dev.azulejo.core.job.JobEnding;
import dev.azulejo.core.job.JobId;
import dev.azulejo.core.job.JobKeys;
import dev.azulejo.core.job.JobObjects;
import dev.azulejo.core.job.Manifest;
import dev.azulejo.core.job.Outcome;
import dev.azulejo.core.job.Outcome.Failed;
import dev.azulejo.core.job.Outcome.Result;
import dev.azulejo.core.job.SealedObject;
import dev.azulejo.core.job.SourceRef;
import dev.azulejo.core.job.Stitched;
import dev.azulejo.core.port.Places;
import dev.azulejo.storage.JobStorage.Part;
import dev.azulejo.storage.NoSuchObject;
import dev.azulejo.storage.ObjectStat;
import dev.azulejo.storage.Precondition;
import dev.azulejo.storage.Storage;
import dev.azulejo.storage.StorageUri;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// From `stitched.json` to the result, which appears at once and whole, and `outcome.json`. Decides the end of
/// the job before anything becomes visible; a result of an older version of the source never replaces that of a
/// newer one, and another source's result is never replaced at all.
public final class DeliverStage {
    /// Metadata of a result: which job made it, from which source.
    static final String JOB = "azulejo-job";

    public static final String SOURCE = "azulejo-source";

    private static final int MOST_RACES = 10;

    private final JobObjects objects;
    private final JobEnding ending;
    private final Places places;
    private final ForeignFiles foreignFiles;

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
    }

    public void run(JobId job) {
        if (objects.outcome(job).isPresent()) {
            return;
        }
        var manifest = objects.manifest(job);
        var stitched = objects.stitched(job);
        if (objects.decision(job).isEmpty()) {
            requireStrips(manifest, stitched);
            var target = places.open(manifest.destination().place());
            var obstacle = target.stat(manifest.destination().key()).flatMap(found -> obstacle(manifest, found));
            if (obstacle.isPresent()) {
                ending.end(failed(manifest, obstacle.get()));
                return;
            }
        }
        if (ending.decideToDeliver(job)) {
            objects.put(deliver(
                    manifest, stitched, places.open(manifest.destination().place())));
        }
    }

    /// What cannot be delivered fails before it is decided to deliver it, and is named, so that it can be made anew.
    private void requireStrips(Manifest manifest, Stitched stitched) {
        for (int strip = 0; strip < stitched.stripBytes().size(); strip++) {
            var object = SealedObject.require(objects.work(), JobKeys.strip(manifest.job(), strip), manifest.plan());
            if (object.payloadBytes() != stitched.stripBytes().get(strip)) {
                throw PermanentFailure.damaged(
                        object.key(), "has %d bytes, not those that were stitched".formatted(object.payloadBytes()));
            }
        }
    }

    private Outcome deliver(Manifest manifest, Stitched stitched, Storage target) {
        var key = manifest.destination().key();
        for (int race = 0; race < MOST_RACES; race++) {
            var found = target.stat(key);
            if (found.isPresent() && isOurs(manifest, found.get())) {
                return succeeded(manifest, result(manifest, target, found.get().bytes()));
            }
            if (!isCurrent(manifest.source())) {
                return succeeded(manifest, Optional.empty());
            }
            var obstacle = found.flatMap(object -> obstacle(manifest, object));
            if (obstacle.isPresent()) {
                return failed(manifest, obstacle.get());
            }
            Precondition precondition =
                    found.isPresent() ? new Precondition.Matches(found.get().etag()) : Precondition.ABSENT;
            if (compose(manifest, stitched, target, precondition)) {
                return succeeded(manifest, result(manifest, target, stitched.bytes()));
            }
        }
        throw new TransientFailure("%s was replaced %d times while job %s was delivered"
                .formatted(manifest.destination(), MOST_RACES, manifest.job()));
    }

    private boolean compose(Manifest manifest, Stitched stitched, Storage target, Precondition precondition) {
        var parts = IntStream.range(0, stitched.stripBytes().size())
                .mapToObj(strip -> new Part(
                        JobKeys.strip(manifest.job(), strip),
                        0,
                        stitched.stripBytes().get(strip)))
                .toList();
        var metadata = Map.of(
                JOB, manifest.job().text(), SOURCE, manifest.source().uri().toString());
        try {
            return objects.work().compose(parts, target, manifest.destination().key(), metadata, precondition);
        } catch (NoSuchObject e) {
            requireStrips(manifest, stitched);
            throw new TransientFailure("strips of job %s went and came back".formatted(manifest.job()), e);
        }
    }

    private static boolean isOurs(Manifest manifest, ObjectStat found) {
        return manifest.job().text().equals(found.metadata().get(JOB));
    }

    /// Why what lies at the destination may not be replaced.
    private Optional<String> obstacle(Manifest manifest, ObjectStat found) {
        var source = found.metadata().get(SOURCE);
        if (source == null) {
            return foreignFiles == ForeignFiles.REPLACE
                    ? Optional.empty()
                    : Optional.of("%s exists and was not made by azulejo; move it, or allow it to be overwritten"
                            .formatted(manifest.destination()));
        }
        return source.equals(manifest.source().uri().toString())
                ? Optional.empty()
                : Optional.of("%s is already the result of %s, not of %s; choose another name for one of them"
                        .formatted(
                                manifest.destination(),
                                source,
                                manifest.source().uri()));
    }

    /// Whether the source is still the version that was enhanced; one that is gone counts as current.
    private boolean isCurrent(SourceRef source) {
        try {
            return places.open(source.uri().place()).version(source.uri().key()).equals(source.version());
        } catch (NoSuchObject e) {
            return true;
        }
    }

    private static Optional<Result> result(Manifest manifest, Storage target, long bytes) {
        StorageUri destination = manifest.destination();
        var size = manifest.outputSize();
        return Optional.of(
                new Result(destination, bytes, target.version(destination.key()), size.width(), size.height()));
    }

    private Outcome succeeded(Manifest manifest, Optional<Result> result) {
        return new Outcome.Succeeded(
                Outcome.SCHEMA,
                manifest.job(),
                objects.attempt(manifest.job()),
                manifest.source(),
                manifest.recipe(),
                manifest.steps(),
                result.orElse(null),
                StageTimes.of(manifest.job(), objects.work()),
                fingerprints(manifest),
                warnings(manifest));
    }

    private List<String> fingerprints(Manifest manifest) {
        return Stream.of(
                        List.of(manifest.decoder()),
                        objects.inferred(manifest.job()).fingerprints(),
                        objects.stitched(manifest.job()).encoders())
                .flatMap(List::stream)
                .toList();
    }

    private List<String> warnings(Manifest manifest) {
        return Stream.concat(manifest.warnings().stream(), objects.inferred(manifest.job()).warnings().stream())
                .toList();
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
