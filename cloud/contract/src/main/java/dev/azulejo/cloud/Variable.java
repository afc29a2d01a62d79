package dev.azulejo.cloud;

/// The variables of the environment by which a deployment tells functions and workers what they are to do and where.
/// Those of limits are named by [dev.azulejo.core.plan.Limit#variable()].
public enum Variable {
    /// The bucket of sources.
    INBOX("AZULEJO_INBOX"),
    /// The bucket of results.
    OUTBOX("AZULEJO_OUTBOX"),
    /// The bucket of jobs.
    WORK("AZULEJO_WORK"),
    /// The event bus that hears how jobs end.
    BUS("AZULEJO_BUS"),
    /// Whether options may say how work is cut: `true` in tests alone.
    TUNING("AZULEJO_TUNING"),
    /// What the workers of a deployment compute on, for which work is cut: `cpu` or `gpu`; `cpu` if it is not set. Any
    /// worker can do any work.
    WORKERS("AZULEJO_WORKERS"),
    /// The URL of the queue of shards.
    TASKS("AZULEJO_TASKS"),
    /// The URL of the queue of what is on its way to webhooks.
    DELIVERIES("AZULEJO_DELIVERIES"),
    /// Networks, such as `10.0.0.0/16`, with commas between them, that webhooks and files on the web may lie in
    /// although
    /// they are private; none if it is not set.
    ALLOWED_NETWORKS("AZULEJO_ALLOWED_NETWORKS"),
    /// Places, such as `s3://photos/{tenant}/`, with commas between them, that callers of the API may have files read
    /// from; none if it is not set.
    ALLOWED_PLACES("AZULEJO_ALLOWED_PLACES"),
    /// Pages of other servers, by their origins with commas between them, that may use the API in a browser; none if it
    /// is not set.
    ALLOWED_ORIGINS("AZULEJO_ALLOWED_ORIGINS"),
    /// Models that are brought on demand, such as `x4plus`, with commas between them, that the workers' image has; none
    /// if it is not set.
    PULLED_MODELS("AZULEJO_PULLED_MODELS"),
    /// Drop folders in drives, as JSON; none if it is not set.
    ROUTES("AZULEJO_ROUTES"),
    /// How the names of secrets begin by which drives are connected.
    SECRETS("AZULEJO_SECRETS"),
    /// The job queue of AWS Batch that starts workers, and the definition of their job: names or ARNs.
    WORKER_QUEUE("AZULEJO_WORKER_QUEUE"),
    WORKER_DEFINITION("AZULEJO_WORKER_DEFINITION"),
    /// How many workers AWS Batch may run at once; 16 if it is not set.
    MOST_WORKERS("AZULEJO_MOST_WORKERS"),
    /// The seconds of work that each worker should have in front of it: more workers start if there is more to do.
    TARGET_WAIT("AZULEJO_TARGET_WAIT"),
    /// The folder with the models.
    MODELS("AZULEJO_MODELS"),
    /// What a worker computes on: `auto`, `cpu` or `cuda`.
    DEVICE("AZULEJO_DEVICE"),
    /// The folder where a worker keeps what TensorRT compiles; without it, it does not use TensorRT.
    TENSORRT("AZULEJO_TENSORRT"),
    /// `0` keeps TF32 away from all that computes on an NVIDIA GPU, which reads it itself.
    TF32("NVIDIA_TF32_OVERRIDE"),
    /// `1`: with TensorRT, models whose cards allow it run in 16 bits.
    FP16("AZULEJO_FP16"),
    /// How many tiles a worker has in the models at once.
    THREADS("AZULEJO_THREADS"),
    /// How many shards a worker has under way at once.
    RUNNERS("AZULEJO_RUNNERS"),
    /// After how many seconds without work a worker ends; 0: never.
    IDLE_SECONDS("AZULEJO_IDLE_SECONDS"),
    /// After how many seconds a worker ends that has never had any work; as `IDLE_SECONDS` if it is not set.
    FIRST_SECONDS("AZULEJO_FIRST_SECONDS"),
    /// AWS Batch says so to what it runs: its workers are counted by their jobs, all others by their heartbeats.
    BATCH_JOB("AWS_BATCH_JOB_ID"),
    /// After how many seconds the messages of a worker that died come back.
    VISIBILITY_SECONDS("AZULEJO_VISIBILITY_SECONDS"),
    /// How many seconds a worker that has to stop leaves to shards that are nearly done.
    GRACE_SECONDS("AZULEJO_GRACE_SECONDS"),
    /// `1`: a worker writes a line of its log for each tile.
    TRACE("AZULEJO_TRACE"),
    /// Options of the worker's JVM, read by its script.
    JAVA_OPTS("AZULEJO_JAVA_OPTS"),

    /// Which [PipelineFunction] a function is.
    FUNCTION("AZULEJO_FUNCTION"),
    /// Where Lambda unpacked the zip.
    TASK_ROOT("LAMBDA_TASK_ROOT"),
    /// A function's memory, in MB.
    FUNCTION_MEMORY("AWS_LAMBDA_FUNCTION_MEMORY_SIZE"),
    /// The AWS SDK reads this and those that follow.
    REGION("AWS_REGION"),
    ENDPOINT("AWS_ENDPOINT_URL"),
    ACCESS_KEY("AWS_ACCESS_KEY_ID"),
    SECRET_KEY("AWS_SECRET_ACCESS_KEY");

    private final String text;

    Variable(String text) {
        this.text = text;
    }

    /// Its name in the environment.
    public String text() {
        return text;
    }
}
