package dev.azulejo.core.deliver;

import dev.azulejo.core.job.record.Result;
import dev.azulejo.core.job.record.Stitched.StitchedFile;
import dev.azulejo.storage.JobStorage;
import dev.azulejo.storage.ObjectStat;
import dev.azulejo.storage.Precondition;
import dev.azulejo.storage.Storage;
import dev.azulejo.storage.StorageUri;
import java.util.Optional;

/// What a result becomes at its destination: one object, or a pyramid of many. For one thread.
sealed interface Target permits ObjectTarget, PyramidTarget {

    /// @param foreignFiles what to do with files there that no job of ours made
    static Target of(Result result, JobStorage work, Storage target, ForeignFiles foreignFiles) {
        return result.encoding().format().isOfFiles()
                ? new PyramidTarget(work, target, result, foreignFiles)
                : new ObjectTarget(work, target, result, foreignFiles);
    }

    /// The object that appears last and so makes the result visible.
    StorageUri uri();

    /// Says why the result cannot appear as things are.
    Optional<String> obstacle();

    /// Says why the object found at [#uri] may not be replaced.
    Optional<String> obstacle(ObjectStat found);

    /// Claims the place for this job, if the kind of result needs that.
    ///
    /// @return a reason to fail, naming the job that has the place
    /// @throws dev.azulejo.storage.NoSuchObject when a strip is gone
    Optional<String> claim(StitchedFile file);

    /// Makes the result appear, whole and at once.
    ///
    /// @return whether it did; `false` when `precondition` did not hold for what lies at [#uri]
    /// @throws dev.azulejo.storage.NoSuchObject when a strip is gone
    boolean publish(StitchedFile file, Precondition precondition);

    long bytes(ObjectStat shown, StitchedFile file);
}
