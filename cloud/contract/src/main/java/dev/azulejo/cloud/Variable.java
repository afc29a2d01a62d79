package dev.azulejo.cloud;

/// The variables of the environment by which a deployment configures functions and workers. Those of limits
/// are named by [dev.azulejo.core.plan.Limit#variable()].
public enum Variable {
    /// The bucket of sources.
    INBOX("AZULEJO_INBOX"),
    /// The bucket of results.
    OUTBOX("AZULEJO_OUTBOX"),
    /// The bucket of jobs.
    WORK("AZULEJO_WORK"),
    /// The event bus that receives the end of each job.
    BUS("AZULEJO_BUS"),
    /// Whether options may say how work is cut: `true` only in tests.
    TUNING("AZULEJO_TUNING"),
    /// The device of a deployment's workers, for which work is cut: `cpu` or `gpu`; `cpu` if it is not set.
    /// Any worker can do any work.
    WORKERS("AZULEJO_WORKERS"),
    /// The URL of the queue of shards.
    TASKS("AZULEJO_TASKS"),
    /// The URL of the queue of deliveries to webhooks.
    DELIVERIES("AZULEJO_DELIVERIES"),
    /// Private networks that webhooks and files on the web may nevertheless lie in, such as `10.0.0.0/16`,
    /// with commas between them; none if it is not set.
    ALLOWED_NETWORKS("AZULEJO_ALLOWED_NETWORKS"),
    /// Places that callers of the API may have files read from, such as `s3://photos/{tenant}/`, or results
    /// put into, such as `write:s3://shop/{tenant}/`, with commas between them; none if it is not set.
    ALLOWED_PLACES("AZULEJO_ALLOWED_PLACES"),
    /// Pages of other servers, by their origins with commas between them, that may use the API in a browser; none if it
    /// is not set.
    ALLOWED_ORIGINS("AZULEJO_ALLOWED_ORIGINS"),
    /// Models that are brought on demand, such as `x4plus`, with commas between them, that the workers' image has; none
    /// if it is not set.
    PULLED_MODELS("AZULEJO_PULLED_MODELS"),
    /// Drop folders in drives, as JSON; none if it is not set.
    ROUTES("AZULEJO_ROUTES"),
    /// The prefix of the names of secrets for connected drives.
    SECRETS("AZULEJO_SECRETS"),
    /// The job queue of AWS Batch that starts workers, and the definition of their job: names or ARNs.
    WORKER_QUEUE("AZULEJO_WORKER_QUEUE"),
    WORKER_DEFINITION("AZULEJO_WORKER_DEFINITION"),
    /// The number of workers that AWS Batch may run at once; 16 if it is not set.
    MOST_WORKERS("AZULEJO_MOST_WORKERS"),
    /// The seconds of work that each worker should have in front of it: more workers start if there is more
    /// to do.
    TARGET_WAIT("AZULEJO_TARGET_WAIT"),
    /// The folder with the models.
    MODELS("AZULEJO_MODELS"),
    /// The device of a worker: `auto`, `cpu` or `cuda`.
    DEVICE("AZULEJO_DEVICE"),
    /// The folder where a worker keeps what TensorRT compiles; without it, the worker does not use
    /// TensorRT.
    TENSORRT("AZULEJO_TENSORRT"),
    /// `0` turns TF32 off for all that computes on an NVIDIA GPU, whose libraries read this variable.
    TF32("NVIDIA_TF32_OVERRIDE"),
    /// `1`: with TensorRT, models whose cards allow it run in 16 bits.
    FP16("AZULEJO_FP16"),
    /// The number of tiles that a worker has in the models at once.
    THREADS("AZULEJO_THREADS"),
    /// The number of shards that a worker has under way at once.
    RUNNERS("AZULEJO_RUNNERS"),
    /// The seconds without work after which a worker ends; 0: never.
    IDLE_SECONDS("AZULEJO_IDLE_SECONDS"),
    /// The seconds after which a worker ends that has never had any work; as `IDLE_SECONDS` if it is not
    /// set.
    FIRST_SECONDS("AZULEJO_FIRST_SECONDS"),
    /// The id of the job, set by AWS Batch in the workers that it runs: these are counted by their jobs,
    /// all others by their heartbeats.
    BATCH_JOB("AWS_BATCH_JOB_ID"),
    /// The seconds after which the messages of a worker that died become visible again.
    VISIBILITY_SECONDS("AZULEJO_VISIBILITY_SECONDS"),
    /// The seconds that a worker that has to stop leaves to shards that are nearly done.
    GRACE_SECONDS("AZULEJO_GRACE_SECONDS"),
    /// `1`: a worker writes a line of its log for each tile.
    TRACE("AZULEJO_TRACE"),
    /// Options of the worker's JVM, read by its script.
    JAVA_OPTS("AZULEJO_JAVA_OPTS"),

    /// The [PipelineFunction] that a function is.
    FUNCTION("AZULEJO_FUNCTION"),
    /// The folder where Lambda unpacked the zip.
    TASK_ROOT("LAMBDA_TASK_ROOT"),
    /// A function's memory, in MB.
    FUNCTION_MEMORY("AWS_LAMBDA_FUNCTION_MEMORY_SIZE"),
    /// The region; the AWS SDK reads this variable and those that follow.
    REGION("AWS_REGION"),
    ENDPOINT("AWS_ENDPOINT_URL"),
    ACCESS_KEY("AWS_ACCESS_KEY_ID"),
    SECRET_KEY("AWS_SECRET_ACCESS_KEY");

    private final String text;

    Variable(String text) {
        this.text = text;
    }

    /// The variable's name in the environment.
    public String text() {
        return text;
    }
}
