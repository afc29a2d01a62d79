package dev.azulejo.functions;

import dev.azulejo.aws.EventBridgeNotifier;
import dev.azulejo.aws.ServiceClients;
import dev.azulejo.aws.SqsRedelivery;
import dev.azulejo.aws.StepFunctionsExecutions;
import dev.azulejo.aws.StepFunctionsReports;
import dev.azulejo.cloud.Executions;
import dev.azulejo.cloud.Variable;
import dev.azulejo.core.port.Notifier;
import dev.azulejo.core.port.Places;
import dev.azulejo.storage.JobStorage;
import dev.azulejo.storage.Storage;
import dev.azulejo.storage.s3.S3Clients;
import dev.azulejo.storage.s3.S3Storage;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/// The part of the composition root that talks to AWS.
final class AwsWiring {
    private static final Logger LOG = Logger.getLogger(AwsWiring.class);

    @Produces
    @Singleton
    S3Client s3() {
        return S3Clients.create();
    }

    @Produces
    @Singleton
    JobStorage work(S3Client s3, FunctionSettings settings) {
        return new S3Storage(s3, settings.required(Variable.WORK), "");
    }

    @Produces
    @Singleton
    Places places(S3Client s3, FunctionSettings settings) {
        var places = new HashMap<URI, Storage>();
        Stream.of(Variable.INBOX, Variable.OUTBOX)
                .flatMap(variable -> settings.value(variable).stream())
                .forEach(bucket -> places.put(CloudPlaces.place(bucket), new S3Storage(s3, bucket, "")));
        return new CloudPlaces(places);
    }

    @Produces
    @Singleton
    SfnClient machines() {
        return ServiceClients.built(SfnClient.builder());
    }

    @Produces
    @Singleton
    TaskTokens tokens(SfnClient machines) {
        var reports = new StepFunctionsReports(machines);
        return (token, error, cause) -> {
            if (!reports.failed(token, error, cause)) {
                LOG.infof("nobody waits for it any more: %s", cause);
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
        var queues = new SqsRedelivery(ServiceClients.built(SqsClient.builder()));
        return message -> queues.atOnce(
                message.path("eventSourceARN").asText(""),
                message.path("receiptHandle").asText(""),
                message.path("messageId").toString());
    }

    @Produces
    @Singleton
    Notifier notifier(FunctionSettings settings, JobStorage work) {
        return new EventBridgeNotifier(
                ServiceClients.built(EventBridgeClient.builder()),
                settings.required(Variable.BUS),
                CloudPlaces.place(settings.required(Variable.WORK)),
                work);
    }
}
