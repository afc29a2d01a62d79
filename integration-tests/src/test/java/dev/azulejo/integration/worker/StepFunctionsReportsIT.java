package dev.azulejo.integration.worker;

import dev.azulejo.aws.StepFunctionsReports;
import dev.azulejo.cloud.TaskReports;
import dev.azulejo.core.job.key.JobId;
import dev.azulejo.core.job.record.Shard;
import dev.azulejo.integration.localstack.AwsClients;
import dev.azulejo.integration.localstack.OnLocalStack;
import dev.azulejo.worker.TaskReportsContract;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

@OnLocalStack
class StepFunctionsReportsIT extends TaskReportsContract {
    private static final Shard SHARD = new Shard(Shard.SCHEMA, new JobId("0123456789abcdef01234567"), 7, 0, 0, 1, 1);
    private final ShardMachine machine;
    private final TaskReports reports;
    private final Map<String, String> executions = new HashMap<>();

    StepFunctionsReportsIT(AwsClients aws) {
        machine = ShardMachine.create(aws);
        reports = new StepFunctionsReports(aws.stepFunctions());
    }

    @Override
    protected TaskReports reports() {
        return reports;
    }

    @Override
    protected String waitingTask() {
        var execution = machine.start(SHARD);
        var token = machine.tokenOfNextMessage();
        executions.put(token, execution);
        return token;
    }

    @Override
    protected void abort(String token) {
        machine.aws().stepFunctions().stopExecution(request -> request.executionArn(execution(token)));
        machine.ended(execution(token));
    }

    @Override
    protected String endOf(String token) {
        var ended = machine.ended(execution(token));
        return switch (ended.status()) {
            case SUCCEEDED -> "succeeded " + ended.output();
            case FAILED -> "failed %s: %s".formatted(ended.error(), ended.cause());
            default -> ended.statusAsString();
        };
    }

    private String execution(String token) {
        return Objects.requireNonNull(executions.get(token));
    }
}
