package dev.azulejo.cloud;

/// The fields that a [Machine] or a schedule sends to a function, and those of the function's answer.
public final class CallField {
    /// The job's id.
    public static final String JOB = "job";
    /// The number of the job's attempt.
    public static final String ATTEMPT = "attempt";
    /// The name of the machine that asks for a claim.
    public static final String MACHINE = "machine";
    /// The ARN of the execution that asks for a claim.
    public static final String EXECUTION = "execution";
    /// A [ClaimAnswer].
    public static final String CLAIM = "claim";
    /// The customer of the job, for a queue that is fair to all.
    public static final String WHOSE = "whose";
    /// The number of the result whose strips are to be made.
    public static final String RESULT = "result";
    /// The first strip to make.
    public static final String FIRST = "first";
    /// The number of strips to make.
    public static final String COUNT = "count";
    /// `true`, alone: a call without work, which keeps a snapshot in use.
    public static final String AWAKE = "awake";

    /// `true`, alone: send again what may have been lost.
    public static final String SWEEP = "sweep";

    /// `true`, alone: look for what has come into drives, or for what waits for workers.
    public static final String LOOK = "look";

    private CallField() {}
}
