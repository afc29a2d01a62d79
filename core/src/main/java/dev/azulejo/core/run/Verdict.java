package dev.azulejo.core.run;

import dev.azulejo.core.failure.Remedy;

/// The result of running a stage, or a part of one, for a job. A driver translates it for its platform.
public sealed interface Verdict {

    /// The stage is done, by this call or an earlier one, or is no longer needed.
    ///
    /// @param decided whether nothing was done, because the job's end is already decided
    record Done(boolean decided) implements Verdict {}

    /// The stage failed.
    sealed interface Failed extends Verdict {
        RuntimeException why();
    }

    /// The same call may succeed later; the job is unchanged.
    ///
    /// @param remedy [Remedy#AGAIN] or [Remedy#ACT]
    record Later(Remedy remedy, RuntimeException why) implements Failed {}

    /// The failure has ended the job.
    record Ended(RuntimeException why) implements Failed {}

    /// Another process has done the stage meanwhile, and perhaps cleaned up what this one was still reading.
    record Overtaken(RuntimeException why) implements Failed {}

    /// The stage cannot be done, and there is no job to end: it ended before and that could not be
    /// reported, or it is gone.
    record Stuck(RuntimeException why) implements Failed {}

    /// A bug, which says nothing about the job. The job is unchanged until it is ended with
    /// [StageRunner#giveUp].
    record Broken(RuntimeException why) implements Failed {}

    /// The job was decided to be delivered, and that is not done: its results may be visible, so it must
    /// not end as failed. The same call may succeed later.
    record Undelivered(RuntimeException why) implements Failed {}
}
