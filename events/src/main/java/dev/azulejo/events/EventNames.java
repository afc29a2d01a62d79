package dev.azulejo.events;

import java.net.URI;

/// How events are named on a bus: by their `source` and `detail-type`. Rules match these, and functions read them.
public final class EventNames {
    /// The source of events from S3.
    public static final String S3 = "aws.s3";
    /// The detail type of an object that appeared.
    public static final String OBJECT_CREATED = "Object Created";
    /// The detail type of an object that is gone.
    public static final String OBJECT_DELETED = "Object Deleted";
    /// The source of events from Step Functions.
    public static final String STEP_FUNCTIONS = "aws.states";
    /// The detail type of an execution that began or ended.
    public static final String EXECUTION_CHANGED = "Step Functions Execution Status Change";
    /// The detail type of an event by which a program requests an enhancement.
    public static final String REQUESTED = "ImageEnhancementRequested";
    /// The source of all our own events.
    public static final String OURS = "azulejo";

    /// The prefix of the `detail-type` of events from [#OURS].
    public static final String ENDED = "Image";

    private EventNames() {}

    /// The CloudEvents source of a deployment's events.
    ///
    /// @param work the place of the job's objects, such as `s3://work-bucket`
    static String source(URI work) {
        return OURS + "/" + work.getAuthority();
    }
}
