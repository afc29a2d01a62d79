package dev.azulejo.core.deliver;

import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.failure.TransientFailure;
import dev.azulejo.core.job.JobObjects;
import dev.azulejo.core.job.key.Attempt;
import dev.azulejo.core.job.outcome.Outcome.DeliveredResult;
import dev.azulejo.core.job.outcome.Outcome.Succeeded;
import dev.azulejo.core.job.record.Manifest;
import dev.azulejo.core.job.record.Result;
import dev.azulejo.core.job.record.Stitched.StitchedFile;
import dev.azulejo.core.port.Places;
import dev.azulejo.storage.NoSuchObject;
import dev.azulejo.storage.ObjectStat;
import dev.azulejo.storage.Precondition;
import dev.azulejo.storage.Storage;
import dev.azulejo.storage.StorageDenied;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Makes one result visible, against others that write to the same place. Repeated, it finds what it has
/// shown.
///
/// A result is replaced only as long as it is as it was seen, by its ETag; and that names bytes alone
/// (Amazon S3 API Reference, "Object"). Where a newer version of the source gave the bytes that lay there
/// before, a slow process of an older version does not see that it came, and replaces it. So a process
/// announces a result before it shows it, and looks afterwards who else did: a newer result that it has
/// hidden is shown again.
///
/// A result is removed with its job only after the attempt's outcome is written. A slow process that then
/// finds nothing there and shows the result sees afterwards that the outcome names another version, and
/// takes its own back. Where versions are hashes of bytes the two look equal; there locks keep two
/// processes from one attempt.
///
/// @param foreignFiles what to do with files there that no job of ours made
record Showing(JobObjects objects, Places places, SourceVersions versions, ForeignFiles foreignFiles) {
    private static final System.Logger LOG = System.getLogger(Showing.class.getName());
    private static final int MOST_RACES = 10;

    /// What became of showing a result.
    sealed interface End {
        record Shown(DeliveredResult result) implements End {}

        /// A newer version of the source made it pointless.
        record Superseded() implements End {}

        /// The place holds something that may not be replaced.
        ///
        /// @param obstacle what, in words
        record Taken(String obstacle) implements End {}
    }

    /// @throws NoSuchObject when a strip is gone
    End show(Attempt attempt, Result result, StitchedFile file) {
        objects.announce(attempt, result.destination());
        var end = place(result, file, version -> isAnother(attempt, version));
        return end instanceof End.Shown ? giveWay(result).orElseGet(() -> forgetOthers(result, end)) : end;
    }

    /// Shows the result of a newer version of the source again, if ours lies in its place.
    ///
    /// @return the end of our attempt if a newer result was shown in its place; empty if ours stays
    Optional<End> giveWay(Result ours) {
        var source = ours.manifest().source();
        return others(ours)
                .filter(other -> versions.isNewer(other.job(), source) && mayShow(other))
                .reduce(this::newer)
                .filter(_ -> isShown(ours))
                .flatMap(newest -> showAgain(newest, ours));
    }

    /// Withdraws the announcements of other attempts that are no longer needed, as this result now stands
    /// in their place.
    private End forgetOthers(Result ours, End end) {
        var source = ours.manifest().source();
        others(ours)
                .filter(other -> versions.isOlder(other.job(), source)
                        || (!versions.isNewer(other.job(), source)
                                && objects.outcome(other).isPresent()))
                .forEach(other -> objects.retract(other, ours.destination()));
        return end;
    }

    private Stream<Attempt> others(Result ours) {
        return objects.announced(ours.destination()).stream()
                .filter(other -> !other.job().equals(ours.job()));
    }

    private Attempt newer(Attempt one, Attempt other) {
        boolean isOther = other.job().equals(one.job())
                ? other.number() > one.number()
                : versions.isNewer(other.job(), objects.request(one.job()).source());
        return isOther ? other : one;
    }

    /// Whether an attempt may still show a result: not if it ended without one or gave way itself.
    private boolean mayShow(Attempt attempt) {
        return objects.outcome(attempt)
                .map(outcome -> outcome instanceof Succeeded succeeded && !succeeded.superseded())
                .orElse(true);
    }

    private boolean isShown(Result ours) {
        return places.open(ours.destination().place())
                .stat(ours.destination().key())
                .filter(found -> isOurs(ours.manifest(), found))
                .isPresent();
    }

    private Optional<End> showAgain(Attempt newer, Result ours) {
        try {
            var theirs = objects.bareManifest(newer).results().stream()
                    .filter(result -> result.destination().equals(ours.destination()))
                    .findFirst()
                    .orElseThrow();
            var end = place(theirs, objects.stitched(newer).files().get(theirs.number()), _ -> false);
            return end instanceof End.Shown ? Optional.of(new End.Superseded()) : Optional.empty();
        } catch (NoSuchObject | PermanentFailure gone) {
            return Optional.empty(); // with the newer job, which was deleted or cleaned up: ours is what there is
        }
    }

    /// Whether the outcome of the attempt names another version as its result.
    private boolean isAnother(Attempt attempt, Supplier<String> version) {
        return objects.outcome(attempt).orElse(null) instanceof Succeeded succeeded
                && succeeded.results().stream()
                        .noneMatch(delivered -> delivered.version().equals(version.get()));
    }

    /// @param mustGo whether the outcome already names another version than the one that was just written, which
    ///     must then be taken back
    private End place(Result result, StitchedFile file, Predicate<Supplier<String>> mustGo) {
        var source = result.manifest().source();
        var storage = new ResultPlace(places).open(result.destination().place(), source);
        var target = Target.of(result, objects.work(), storage, foreignFiles);
        boolean wasShown = false;
        for (int race = 0; race < MOST_RACES; race++) {
            var found = storage.stat(target.uri().key());
            var shown = found.flatMap(Provenance::of);
            if (found.isPresent() && isOurs(result.manifest(), found.get())) {
                var delivered = shown(result, file, target, storage);
                if (delivered.isPresent()) {
                    return new End.Shown(delivered.get());
                }
                continue;
            }
            // If ours was shown and replaced since, it may replace only what comes from an older version of the source.
            if (versions.isOutdated(source, shown)
                    || (wasShown
                            && shown.flatMap(Provenance::maker)
                                    .filter(job -> versions.isOlder(job, source))
                                    .isEmpty())) {
                return new End.Superseded();
            }
            var obstacle = found.flatMap(target::obstacle).or(() -> target.claim(file));
            if (obstacle.isPresent()) {
                return new End.Taken(obstacle.get());
            }
            Precondition precondition =
                    found.isPresent() ? new Precondition.Matches(found.get().etag()) : Precondition.ABSENT;
            boolean isPublished = target.publish(file, precondition);
            wasShown |= isPublished;
            var key = target.uri().key();
            if (isPublished && found.isEmpty() && mustGo.test(() -> storage.version(key))) {
                takeBack(result, key, storage);
                return new End.Superseded();
            }
        }
        throw new TransientFailure("%s was replaced %d times while job %s was delivered"
                .formatted(result.destination(), MOST_RACES, result.job()));
    }

    /// Removes a result that should not have appeared. A role may remove results of the API alone; in a
    /// drop folder, where a person must have removed the earlier one, it stays.
    private static void takeBack(Result result, String key, Storage storage) {
        try {
            storage.stat(key)
                    .filter(ours -> isOurs(result.manifest(), ours))
                    .ifPresent(ours -> storage.delete(key, ours.etag()));
        } catch (StorageDenied e) {
            LOG.log(Level.INFO, "a result that was removed is there again: %s".formatted(key), e);
        }
    }

    private static boolean isOurs(Manifest manifest, ObjectStat found) {
        return Provenance.of(found)
                .filter(shown -> shown.job().equals(manifest.job().text()))
                .isPresent();
    }

    /// Returns our result as it lies there, unless another has replaced it. The object is looked at before
    /// and after its version is asked for, so both belong together.
    private static Optional<DeliveredResult> shown(Result result, StitchedFile file, Target target, Storage storage) {
        var uri = target.uri();
        var size = result.size();
        try {
            var version = storage.version(uri.key());
            return storage.stat(uri.key())
                    .filter(found -> isOurs(result.manifest(), found))
                    .map(ours -> new DeliveredResult(
                            uri,
                            target.bytes(ours, file),
                            version,
                            size.width(),
                            size.height(),
                            result.planned().copy()));
        } catch (NoSuchObject e) {
            return Optional.empty();
        }
    }
}
