package dev.azulejo.cloud;

/// The outputs of a deployed stack, by name.
public enum StackOutput {
    INBOX_BUCKET,
    OUTBOX_BUCKET,
    WORK_BUCKET,
    BUS_NAME,
    /// The URL of the HTTP API, which ends in `/v1/`.
    API_URL,
    TASKS_QUEUE_URL,
    DEAD_TASKS_QUEUE_URL,
    DEAD_STAGES_QUEUE_URL,
    UNEXPLAINED_QUEUE_URL,
    ALARM_TOPIC_ARN,
    /// The repository of the worker's image; absent on LocalStack, which has no Batch.
    WORKER_REPOSITORY_URI;

    /// The output's name in the template; the machines' placeholders use it too.
    public String text() {
        return Names.pascal(this);
    }

    /// The output that contains a machine's ARN.
    public static String arnOf(Machine machine) {
        return Names.pascal(machine) + "MachineArn";
    }

    /// The output that contains a function's name.
    public static String nameOf(PipelineFunction function) {
        return Names.pascal(function) + "FunctionName";
    }
}
