package dev.azulejo.integration.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.cloud.StackOutput;
import dev.azulejo.cloud.Variable;
import dev.azulejo.integration.Checkout;
import dev.azulejo.integration.localstack.AwsClients;
import dev.azulejo.integration.localstack.OnLocalStack;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// `azulejo-worker check`, as `docs/own-gpus.md` has it.
@OnLocalStack
class WorkerCheckIT {
    private static final Path SCRIPT = Checkout.ROOT.resolve("gpu-batch-worker/target/worker/bin/azulejo-worker");

    private final AwsClients aws;
    private final String bucket = "work-" + UUID.randomUUID();
    private final String queue;

    WorkerCheckIT(AwsClients aws) {
        this.aws = aws;
        aws.s3().createBucket(request -> request.bucket(bucket));
        queue = aws.sqs()
                .createQueue(request -> request.queueName("tasks-" + UUID.randomUUID()))
                .queueUrl();
    }

    private record Ran(int exit, String said) {}

    private Ran run(Map<String, String> settings, String... arguments) throws Exception {
        var command = new ArrayList<>(List.of(SCRIPT.toString()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        var environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("AWS_") || name.startsWith("AZULEJO_"));
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put(Variable.REGION.text(), AwsClients.REGION.id());
        environment.put(Variable.ACCESS_KEY.text(), AwsClients.KEY);
        environment.put(Variable.SECRET_KEY.text(), AwsClients.SECRET);
        environment.put(Variable.ENDPOINT.text(), aws.endpoint().toString());
        environment.putAll(settings);
        var process = builder.start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ran(process.waitFor(), said);
    }

    /// And what waits still waits.
    @Test
    void allIsThere() throws Exception {
        aws.sqs().sendMessage(send -> send.queueUrl(queue).messageBody("{}"));
        var ran = run(Map.of(Variable.TASKS.text(), queue, Variable.WORK.text(), bucket), "check");
        assertThat(ran.exit()).as(ran.said()).isZero();
        assertThat(ran.said())
                .contains("ok       queue", "ok       answers", "ok       bucket", "span-x2", "no GPU: it works");
        assertThat(aws.sqs().receiveMessage(receive -> receive.queueUrl(queue)).messages())
                .hasSize(1);
    }

    @Test
    void allThatIsMissingIsSaidAtOnce() throws Exception {
        var ran = run(
                Map.of(
                        Variable.TASKS.text(), queue + "-of-another",
                        Variable.WORK.text(), bucket + "-x",
                        Variable.DEVICE.text(), "cuda"),
                "check");
        assertThat(ran.exit()).as(ran.said()).isEqualTo(1);
        assertThat(ran.said()).contains("MISSING  queue    there is no queue", "MISSING  bucket", "MISSING  device");
        assertThat(ran.said())
                .contains(StackOutput.TASKS_QUEUE_URL.text(), StackOutput.WORK_BUCKET.text(), "ok       answers");
    }

    @Test
    void settingsThatAreMissingAreNamed() throws Exception {
        var ran = run(Map.of(), "check");
        assertThat(ran.exit()).isEqualTo(78);
        assertThat(ran.said()).contains("MISSING  settings set AZULEJO_TASKS", "MISSING  settings set AZULEJO_WORK");
        assertThat(run(Map.of(), "look").exit()).isEqualTo(64);
    }
}
