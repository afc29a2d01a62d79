package dev.azulejo.infra;

import java.util.List;

/// A call of the AWS SDK that the code makes, and the actions that IAM checks ("Actions, resources, and
/// condition keys", Service Authorization Reference). `SdkCallsTest` of the integration tests compares the
/// page that is made from this table with the compiled code.
enum SdkCall {
    GET_OBJECT("S3", "getObject", "Reading", "s3:GetObject", "s3:GetObjectVersion"),
    HEAD_OBJECT("S3", "headObject", "Bucket", "s3:GetObject", "s3:GetObjectVersion"),
    LIST_OBJECTS("S3", "listObjectsV2Paginator", "Listing", "s3:ListBucket"),
    PUT_OBJECT("S3", "putObject", "NewObject", "s3:PutObject"),
    CREATE_UPLOAD("S3", "createMultipartUpload", "MultipartUpload", "s3:PutObject"),
    UPLOAD_PART("S3", "uploadPart", "MultipartUpload", "s3:PutObject"),
    COPY_PART("S3", "uploadPartCopy", "MultipartUpload", "s3:PutObject", "s3:GetObject"),
    COMPLETE_UPLOAD("S3", "completeMultipartUpload", "MultipartUpload", "s3:PutObject"),
    ABORT_UPLOAD("S3", "abortMultipartUpload", "LeftoverUploads", "s3:AbortMultipartUpload"),
    LIST_UPLOADS("S3", "listMultipartUploadsPaginator", "LeftoverUploads", "s3:ListBucketMultipartUploads"),
    LIST_SENT_PARTS("S3", "listPartsPaginator", "MultipartUpload", "s3:ListMultipartUploadParts"),
    DELETE_OBJECT("S3", "deleteObject", "S3Storage", "s3:DeleteObject"),
    BEGIN_PARTS("S3", "createMultipartUpload", "PartUploads", "s3:PutObject"),
    LIST_PARTS("S3", "listPartsPaginator", "PartUploads", "s3:ListMultipartUploadParts"),
    JOIN_PARTS("S3", "completeMultipartUpload", "PartUploads", "s3:PutObject"),
    ABORT_PARTS("S3", "abortMultipartUpload", "PartUploads", "s3:AbortMultipartUpload"),
    PUT_EVENTS("EventBridge", "putEvents", "EventBridgeNotifier", "events:PutEvents"),
    DESCRIBE_EXECUTION("Sfn", "describeExecution", "StepFunctionsExecutions", "states:DescribeExecution"),
    QUEUE_URL("Sqs", "getQueueUrl", "SqsRedelivery", "sqs:GetQueueUrl"),
    REDELIVER("Sqs", "changeMessageVisibility", "SqsRedelivery", "sqs:ChangeMessageVisibility"),
    SEND_LATER("Sqs", "sendMessage", "SqsDelays", "sqs:SendMessage"),
    READ_LETTERS("Sqs", "receiveMessage", "SqsLetters", "sqs:ReceiveMessage"),
    SHOW_LETTERS("Sqs", "changeMessageVisibility", "SqsLetters", "sqs:ChangeMessageVisibility"),
    LETTER_ORIGIN("Sqs", "getQueueUrl", "SqsLetters", "sqs:GetQueueUrl"),
    SEND_LETTER("Sqs", "sendMessage", "SqsLetters", "sqs:SendMessage"),
    REMOVE_LETTER("Sqs", "deleteMessage", "SqsLetters", "sqs:DeleteMessage"),
    RECEIVE("Sqs", "receiveMessage", "SqsTaskQueue", "sqs:ReceiveMessage"),
    EXTEND("Sqs", "changeMessageVisibility", "SqsTaskQueue", "sqs:ChangeMessageVisibility"),
    DELETE_MESSAGE("Sqs", "deleteMessage", "SqsTaskQueue", "sqs:DeleteMessage"),
    HEARTBEAT("Sfn", "sendTaskHeartbeat", "StepFunctionsReports", "states:SendTaskHeartbeat"),
    SUCCESS("Sfn", "sendTaskSuccess", "StepFunctionsReports", "states:SendTaskSuccess"),
    FAILURE("Sfn", "sendTaskFailure", "StepFunctionsReports", "states:SendTaskFailure"),
    COUNT_MESSAGES("Sqs", "getQueueAttributes", "SqsBacklog", "sqs:GetQueueAttributes"),
    LIST_WORKERS("Batch", "listJobsPaginator", "BatchWorkforce", "batch:ListJobs"),
    START_WORKER("Batch", "submitJob", "BatchWorkforce", "batch:SubmitJob"),
    GET_SECRET("SecretsManager", "getSecretValue", "SecretsManagerSecrets", "secretsmanager:GetSecretValue"),
    PUT_SECRET("SecretsManager", "putSecretValue", "SecretsManagerSecrets", "secretsmanager:PutSecretValue"),
    CREATE_SECRET("SecretsManager", "createSecret", "SecretsManagerSecrets", "secretsmanager:CreateSecret"),
    DELETE_SECRET("SecretsManager", "deleteSecret", "SecretsManagerSecrets", "secretsmanager:DeleteSecret");

    /// Calls that only an operator makes, and no role of the stack: to connect and disconnect a drive, or
    /// to read dead letters.
    static final List<SdkCall> OF_PEOPLE = List.of(
            CREATE_SECRET, DELETE_SECRET, READ_LETTERS, SHOW_LETTERS, LETTER_ORIGIN, SEND_LETTER, REMOVE_LETTER);

    /// The calls on every place that is read and written.
    static final List<SdkCall> STORAGE = List.of(
            GET_OBJECT,
            HEAD_OBJECT,
            LIST_OBJECTS,
            PUT_OBJECT,
            CREATE_UPLOAD,
            UPLOAD_PART,
            COPY_PART,
            COMPLETE_UPLOAD,
            ABORT_UPLOAD,
            LIST_UPLOADS);

    private final String client;
    private final String method;
    private final String caller;
    private final String actions; // separated by spaces: a constant cannot change

    SdkCall(String client, String method, String caller, String... actions) {
        this.client = client;
        this.method = method;
        this.caller = caller;
        this.actions = String.join(" ", actions);
    }

    List<String> actions() {
        return List.of(actions.split(" "));
    }

    String caller() {
        return caller;
    }

    /// The call's name, such as `S3.getObject`.
    String text() {
        return client + "." + method;
    }
}
