package dev.azulejo.infra;

import dev.azulejo.core.plan.Limit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What a deployment may be told with `-c`: a row for each key. The table in `docs/deploy.md` is made of them, and a
/// key that is none of them, and no [Limit], is refused.
enum ContextKey {
    PROFILE(
            "profile",
            "prod",
            "`dev` costs least at rest: the alarms that stand for all others, logs for a week, no dashboard. `prod` has all"
                    + " alarms, the dashboard, logs for a month, and cannot be deleted by a slip. Both have no GPU while"
                    + " there is nothing to do. `prod` if you do not say"),
    ALARM_EMAIL(
            "alarm-email",
            "ADDRESS",
            "who is told of alarms. Without it, subscribe to the topic `AlarmTopicArn` in your own way"),
    MONTHLY_BUDGET(
            "monthly-budget",
            "100",
            "US dollars a month; at 80 % and 100 % of it, and when it is foreseen to be passed, `alarm-email` is told. No"
                    + " [budget](cost.md#a-budget) if you do not say"),
    WORKER_TAG("worker-tag", "TAG", "which image workers run: `latest` if you do not say"),
    ALLOW_NETWORKS(
            "allow-networks",
            "10.0.0.0/16",
            "private networks, with commas between them, that webhooks and files on the web may lie in; none if you do not"
                    + " say"),
    ALLOW_PLACES(
            "allow-places",
            "s3://photos/{tenant}/",
            "places in other buckets, with commas between them, that callers of the API may have [files read"
                    + " from](api.md#files-in-a-storage); none if you do not say. The role of the API gets the right to read"
                    + " there"),
    ALLOW_ORIGINS(
            "allow-origins",
            "https://shop.example.com",
            "pages of other servers, by their origins with commas between them, that may use the API in a browser; none if"
                    + " you do not say"),
    PULLED_MODELS(
            "pulled-models",
            "x4plus",
            "models that are brought on demand, with commas between them, that you have put into the workers' image"
                    + " (`./azulejo models pull x4plus`, then copy its `model.onnx` into `models/x4plus/` before `docker"
                    + " build`); the API refuses recipes that need any other"),
    ROUTES(
            "routes",
            "'{…}'",
            "[drop folders in Dropbox, OneDrive or Google Drive](storage.md#in-the-cloud); none if you do not say. Each"
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
            "in a new account, whose functions may run 10 calls at once in all: then none can be set aside. Without it,"
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

    /// Feature flags and look-ups of the CDK itself.
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

    /// Its row in the table.
    String row() {
        return "| `-c %s=%s` | %s |".formatted(text, value, meaning);
    }

    /// What is wrong with a key, if anything.
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
