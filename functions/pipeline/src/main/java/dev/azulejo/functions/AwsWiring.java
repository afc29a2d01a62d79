package dev.azulejo.functions;

import dev.azulejo.aws.EventBridgeNotifier;
import dev.azulejo.aws.SdkClients;
import dev.azulejo.aws.SqsRedelivery;
import dev.azulejo.aws.StepFunctionsExecutions;
import dev.azulejo.aws.StepFunctionsReports;
import dev.azulejo.cloud.Executions;
import dev.azulejo.cloud.Variable;
import dev.azulejo.core.port.Notifier;
import dev.azulejo.functions.wiring.CloudPlaces;
import dev.azulejo.functions.wiring.Environment;
import dev.azulejo.storage.JobStorage;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jboss.logging.Logger;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/// The part of the composition root that talks to AWS.
final class AwsWiring {
    private static final Logger LOG = Logger.getLogger(AwsWiring.class);

    @Produces
    @Singleton
    SfnClient machines() {
        return SdkClients.built(SfnClient.builder());
    }

    @Produces
    @Singleton
    TaskTokens tokens(SfnClient machines) {
        var reports = new StepFunctionsReports(machines);
        return (token, error, cause) -> {
            if (!reports.failed(token, error, cause)) {
                LOG.infof("the task is no longer awaited: %s", cause);
            }
        };
    }

    @Produces
    @Singleton
    Executions executions(SfnClient machines) {
        return new StepFunctionsExecutions(machines, Duration.ofSeconds(2));
    }

    @Produces
    @Singleton
    Redelivery redelivery() {
        var queues = new SqsRedelivery(SdkClients.built(SqsClient.builder()));
        return message -> queues.atOnce(
                message.path("eventSourceARN").asText(""),
                message.path("receiptHandle").asText(""),
                message.path("messageId").toString());
    }

    @Produces
    @Singleton
    Notifier notifier(Environment environment, JobStorage work, Telemetry telemetry) {
        return new CountedEnds(
                new EventBridgeNotifier(
                        SdkClients.built(EventBridgeClient.builder()),
                        environment.required(Variable.BUS),
                        CloudPlaces.place(environment.required(Variable.WORK)),
                        work),
                telemetry);
    }
}
