package dev.azulejo.core.run;

import dev.azulejo.core.failure.Remedy;

/// What came of a stage, or of a part of one, for a job. A driver translates it into what its platform wants to hear.
public sealed interface Verdict {

    /// It is done: by this call or an earlier one, or nobody needs it any more.
    ///
    /// @param decided whether nothing was done, because it is decided already how the job ends
    record Done(boolean decided) implements Verdict {}

    /// It came to nothing.
    sealed interface Failed extends Verdict {
        RuntimeException why();
    }

    /// The same call may do it later; the job is as it was.
    ///
    /// @param remedy [Remedy#AGAIN] or [Remedy#ACT]
    record Later(Remedy remedy, RuntimeException why) implements Failed {}

    /// The job has ended as failed by it.
    record Ended(RuntimeException why) implements Failed {}

    /// Another process has done the stage meanwhile, and perhaps cleaned up what this one was still reading.
    record Overtaken(RuntimeException why) implements Failed {}

    /// It cannot be done, and there is no job to end: it ended before, and nobody could be told, or it is gone.
    record Stuck(RuntimeException why) implements Failed {}

    /// A bug, of which nothing is known about the job. It is as it was, until somebody ends it with
    /// [StageRunner#giveUp].
    record Broken(RuntimeException why) implements Failed {}

    /// It was decided to deliver the job, and that is not done: its results may be visible, so nobody ends
    /// it as failed. The same call may do it later.
    record Undelivered(RuntimeException why) implements Failed {}
}
