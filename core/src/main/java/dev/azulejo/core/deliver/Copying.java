package dev.azulejo.core.deliver;

import dev.azulejo.core.failure.TransientFailure;
import dev.azulejo.core.job.record.Manifest;
import dev.azulejo.core.job.record.Result;
import dev.azulejo.core.job.record.Stitched.StitchedFile;
import dev.azulejo.storage.AllowedPlace;
import dev.azulejo.storage.InvalidKey;
import dev.azulejo.storage.JobStorage;
import dev.azulejo.storage.Precondition;
import dev.azulejo.storage.Storage;
import dev.azulejo.storage.StorageDenied;
import dev.azulejo.storage.StorageUri;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// Puts results where their callers want them as well, in places that the operator allows. A copy is the
/// caller's: nothing there is ever replaced or removed, and nothing of it but the job's id is ours. Thread-safe.
///
/// @param allowed the places of this process, as they are now: what the operator has taken back since the job was
///     asked for gets nothing
/// @param open is only called for allowed places
public record Copying(List<AllowedPlace> allowed, Function<URI, Storage> open) {
    /// For a process whose jobs have no copies.
    public static final Copying NONE = new Copying(List.of(), place -> {
        throw new StorageDenied("%s is not allowed".formatted(place), null);
    });

    private static final System.Logger LOG = System.getLogger(Copying.class.getName());
    private static final int MOST_RACES = 10;

    public Copying {
        allowed = List.copyOf(allowed);
    }

    /// Says why the copies of a job could not appear as things are, as far as this process may look.
    Optional<String> obstacle(Manifest manifest) {
        return manifest.results().stream()
                .flatMap(result ->
                        Stream.ofNullable(result.planned().copy()).flatMap(copy -> obstacle(copy, result).stream()))
                .findFirst();
    }

    private Optional<String> obstacle(StorageUri copy, Result result) {
        return refusal(copy)
                .or(() -> standing(copy, result) == Standing.OTHER ? Optional.of(taken(copy)) : Optional.empty());
    }

    private Optional<String> refusal(StorageUri copy) {
        return allowed.stream().anyMatch(place -> place.written() && place.stands(copy.place()))
                ? Optional.empty()
                : Optional.of("results may not be put into %s any more; ask the operator to allow it, then try again"
                        .formatted(copy.place()));
    }

    /// Puts a result, unless an earlier run has done so. It appears at once and whole.
    ///
    /// It is written before anything is looked at: where we may not list, S3 denies a look at what is not there.
    ///
    /// @param work where its strips are
    /// @return what stands in the way
    /// @throws dev.azulejo.storage.NoSuchObject when a strip is gone
    Optional<String> put(JobStorage work, Result result, StitchedFile file) {
        var copy = result.planned().copy();
        return copy == null ? Optional.empty() : refusal(copy).or(() -> put(work, result, file, copy));
    }

    private Optional<String> put(JobStorage work, Result result, StitchedFile file, StorageUri copy) {
        for (int race = 0; race < MOST_RACES; race++) {
            try {
                if (compose(work, result, file, copy)) {
                    return Optional.empty();
                }
            } catch (StorageDenied | InvalidKey e) { // its words name roles and accounts
                LOG.log(Level.WARNING, "job %s cannot put its result: %s".formatted(result.job(), e.getMessage()));
                return Optional.of(
                        "%s could not be written: its place is missing, or does not let us; ask the operator to let Azulejo write there, then try again"
                                .formatted(copy));
            }
            switch (standing(copy, result)) {
                case OURS -> {
                    return Optional.empty();
                }
                case OTHER, UNSEEN -> {
                    return Optional.of(taken(copy));
                }
                case NOTHING -> {} // it has gone since
            }
        }
        throw new TransientFailure("%s came and went %d times".formatted(copy, MOST_RACES));
    }

    private boolean compose(JobStorage work, Result result, StitchedFile file, StorageUri copy) {
        return work.compose(
                ObjectTarget.parts(result, file),
                open.apply(copy.place()),
                copy.key(),
                Map.of(Provenance.JOB, result.job().text()),
                Precondition.ABSENT);
    }

    private enum Standing {
        NOTHING,
        OURS,
        OTHER,
        UNSEEN
    }

    /// Looks who has made what is there, as far as we may.
    private Standing standing(StorageUri copy, Result result) {
        try {
            return open.apply(copy.place())
                    .stat(copy.key())
                    .map(found -> result.job().text().equals(found.metadata().get(Provenance.JOB))
                            ? Standing.OURS
                            : Standing.OTHER)
                    .orElse(Standing.NOTHING);
        } catch (StorageDenied e) {
            return Standing.UNSEEN;
        }
    }

    private static String taken(StorageUri copy) {
        return "%s is there already, and not from this job; remove it and try again, or ask for another name"
                .formatted(copy);
    }
}
