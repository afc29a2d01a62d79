package dev.azulejo.core.deliver;

import dev.azulejo.core.deliver.DeliverStage.ForeignFiles;
import dev.azulejo.core.failure.TransientFailure;
import dev.azulejo.core.job.JobObjects;
import dev.azulejo.core.job.Manifest;
import dev.azulejo.core.job.Outcome.Result;
import dev.azulejo.core.job.Rendition;
import dev.azulejo.core.job.Stitched.StitchedFile;
import dev.azulejo.core.port.Places;
import dev.azulejo.storage.NoSuchObject;
import dev.azulejo.storage.ObjectStat;
import dev.azulejo.storage.Precondition;
import dev.azulejo.storage.Storage;
import java.util.Optional;

/// Makes one result visible, against others that write to the same place. Repeated, it finds what it has shown.
///
/// @param foreignFiles what to do with files there that no job of ours made
record Showing(JobObjects objects, Places places, SourceVersions versions, ForeignFiles foreignFiles) {
    private static final int MOST_RACES = 10;

    /// What became of it.
    sealed interface End {
        /// It is there.
        record Shown(Result result) implements End {}

        /// A newer version of the source made it pointless.
        record Superseded() implements End {}

        /// Something else is there that may not be replaced.
        ///
        /// @param obstacle what, in words
        record Taken(String obstacle) implements End {}
    }

    /// @throws NoSuchObject when a strip is gone
    End show(Rendition rendition, StitchedFile file) {
        var source = rendition.manifest().source();
        var storage = new ResultPlace(places).open(rendition.destination().place(), source);
        var target = Target.of(rendition, objects.work(), storage, foreignFiles);
        boolean wasShown = false;
        for (int race = 0; race < MOST_RACES; race++) {
            var found = storage.stat(target.result().key());
            var its = found.flatMap(Provenance::of);
            if (found.isPresent() && isOurs(rendition.manifest(), found.get())) {
                var result = shown(rendition, file, target, storage);
                if (result.isPresent()) {
                    return new End.Shown(result.get());
                }
                continue;
            }
            // Of a result that was shown and is gone again, only one that should not have come may be replaced.
            if (versions.isOutdated(source, its) || (wasShown && !versions.isOlder(its, source))) {
                return new End.Superseded();
            }
            var obstacle = found.flatMap(target::obstacle).or(() -> target.claim(file));
            if (obstacle.isPresent()) {
                return new End.Taken(obstacle.get());
            }
            Precondition precondition =
                    found.isPresent() ? new Precondition.Matches(found.get().etag()) : Precondition.ABSENT;
            wasShown |= target.publish(file, precondition);
        }
        throw new TransientFailure("%s was replaced %d times while job %s was delivered"
                .formatted(rendition.destination(), MOST_RACES, rendition.job()));
    }

    private static boolean isOurs(Manifest manifest, ObjectStat found) {
        return Provenance.of(found)
                .filter(its -> its.job().equals(manifest.job().text()))
                .isPresent();
    }

    /// Our result as it lies there, unless another has replaced it already. What lay there before the version
    /// was asked for, and after, did so in between.
    private static Optional<Result> shown(Rendition rendition, StitchedFile file, Target target, Storage storage) {
        var uri = target.result();
        var size = rendition.outputSize();
        try {
            var version = storage.version(uri.key());
            return storage.stat(uri.key())
                    .filter(found -> isOurs(rendition.manifest(), found))
                    .map(ours -> new Result(uri, target.bytes(ours, file), version, size.width(), size.height()));
        } catch (NoSuchObject e) {
            return Optional.empty();
        }
    }
}
