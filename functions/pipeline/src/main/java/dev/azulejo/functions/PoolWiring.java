package dev.azulejo.functions;

import dev.azulejo.aws.BatchWorkforce;
import dev.azulejo.aws.SdkClients;
import dev.azulejo.aws.SqsBacklog;
import dev.azulejo.cloud.Variable;
import dev.azulejo.core.job.JobObjects;
import dev.azulejo.core.port.ModelCards;
import dev.azulejo.functions.pool.FleetSize;
import dev.azulejo.functions.pool.Pool;
import dev.azulejo.functions.wiring.Environment;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import software.amazon.awssdk.services.batch.BatchClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/// The part of the composition root that starts workers.
final class PoolWiring {
    private static final String TARGET_WAIT_SECONDS = "1800";
    private static final String MOST_WORKERS = "16";

    @Produces
    @Singleton
    PoolCalls calls(JobObjects objects, ModelCards cards, Environment environment, Telemetry telemetry) {
        var pool = Pool.of(
                objects,
                cards,
                environment.workers(),
                new SqsBacklog(SdkClients.built(SqsClient.builder()), environment.required(Variable.TASKS)),
                new BatchWorkforce(
                        SdkClients.built(BatchClient.builder()),
                        environment.required(Variable.WORKER_QUEUE),
                        environment.required(Variable.WORKER_DEFINITION)),
                new FleetSize(
                        Duration.ofSeconds(number(environment, Variable.TARGET_WAIT, TARGET_WAIT_SECONDS)),
                        number(environment, Variable.MOST_WORKERS, MOST_WORKERS)));
        return new PoolCalls(pool, telemetry, environment.required(Variable.WORK));
    }

    private static int number(Environment environment, Variable variable, String otherwise) {
        return Integer.parseInt(environment.value(variable).orElse(otherwise));
    }
}
