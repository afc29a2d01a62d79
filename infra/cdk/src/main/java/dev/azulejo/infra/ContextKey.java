package dev.azulejo.infra;

import dev.azulejo.core.plan.Limit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The context keys that a deployment accepts with `-c`, one per row. The table in `docs/deploy.md` is
/// generated from them, and a key that is neither one of them nor a [Limit] is refused.
enum ContextKey {
    PROFILE(
            "profile",
            "prod",
            "`dev` costs least at rest: the alarms that stand for all others, logs for a week, no dashboard. `prod` has all"
                    + " alarms, the dashboard, logs for a month, and cannot be deleted by accident. Neither has a GPU while"
                    + " there is nothing to do. `prod` by default"),
    ALARM_EMAIL(
            "alarm-email",
            "ADDRESS",
            "the address that alarms are sent to. Without it, subscribe to the topic `AlarmTopicArn` in your own way"),
    MONTHLY_BUDGET(
            "monthly-budget",
            "100",
            "US dollars a month; at 80 % and 100 % of it, and when it is predicted to be exceeded, `alarm-email` is told. No"
                    + " [budget](cost.md#a-budget) by default"),
    WORKER_TAG("worker-tag", "TAG", "which image workers run: `latest` by default"),
    ALLOW_NETWORKS(
            "allow-networks",
            "10.0.0.0/16",
            "private networks, with commas between them, that webhooks and files on the web may lie in; none by default"),
    ALLOW_PLACES(
            "allow-places",
            "s3://photos/{tenant}/",
            "places in other buckets, with commas between them, that callers of the API may have [files read"
                    + " from](api.md#files-in-a-storage), and, with `write:` before them, [results put"
                    + " into](api.md#results-into-your-bucket); none by default. The role of the API gets the right to"
                    + " read there, and those of `deliver` and `dead-letter` to write"),
    ALLOW_ORIGINS(
            "allow-origins",
            "https://shop.example.com",
            "pages of other servers, by their origins with commas between them, that may use the API in a browser; none by"
                    + " default"),
    PULLED_MODELS(
            "pulled-models",
            "x4plus",
            "models that are brought on demand, with commas between them, that you have put into the workers' image"
                    + " (`./azulejo models pull x4plus`, then copy its `model.onnx` into `models/x4plus/` before `docker"
                    + " build`); the API refuses recipes that need any other"),
    ROUTES(
            "routes",
            "'{…}'",
            "[drop folders in Dropbox, OneDrive or Google Drive](storage.md#in-the-cloud); none by default. Each"
                    + " connection costs $0.40 a month"),
    MAX_WORKERS(
            "max-workers",
            "16",
            "GPU workers at once, of Spot or else on demand; your quotas must allow four times as many vCPUs"),
    TARGET_WAIT(
            "target-wait",
            "1800",
            "the seconds of work that each worker has in front of it before another is started: [what that"
                    + " costs](fleet.md)"),
    ZONES("zones", "3", "zones of the region that workers may be in; 2 where a region has no more"),
    RESERVE_CONCURRENCY(
            "reserve-concurrency",
            "false",
            "in a new account, whose functions may run 10 calls at once in all: then none can be reserved. Without it,"
                    + " the deployment fails there"),
    WORKER_JOBS(
            "worker-jobs",
            "NAME",
            "a job queue of AWS Batch and a job definition of that name that you have made yourself: workers are asked"
                    + " for there, and the stack makes no machines"),
    STACK(
            "stack",
            "NAME",
            "another name for the deployment, so that several fit into one account: then also `--stack-name NAME` above"),
    FUNCTION_ZIP("functionZip", "FILE", "another artifact than that of `functions/pipeline`"),
    API_ZIP("apiZip", "FILE", "another artifact than that of `functions/gateway`"),
    LOCALSTACK("localstack", "true", "leaves out GPU workers, for LocalStack");

    /// Prefixes of feature flags and look-ups of the CDK itself.
    private static final List<String> OF_THE_CDK = List.of("@", "aws:", "aws-cdk:", "availability-zones:", "cli-");

    private final String text;
    private final String value;
    private final String meaning;

    ContextKey(String text, String value, String meaning) {
        this.text = text;
        this.value = value;
        this.meaning = meaning;
    }

    String text() {
        return text;
    }

    /// The key's row in the table.
    String row() {
        return "| `-c %s=%s` | %s |".formatted(text, value, meaning);
    }

    /// The problem with a key, if there is one.
    static Optional<String> refusal(String key) {
        return names().anyMatch(key::equals) || OF_THE_CDK.stream().anyMatch(key::startsWith)
                ? Optional.empty()
                : Optional.of("the context %s is none of a deployment's; there are %s"
                        .formatted(key, String.join(", ", names().toList())));
    }

    private static Stream<String> names() {
        return Stream.concat(
                Arrays.stream(values()).map(ContextKey::text),
                Arrays.stream(Limit.values()).map(Limit::option));
    }
}
