package dev.azulejo.functions;

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
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/// The part of the composition root that talks to AWS. A client opens its first connection at its first call and
/// asks for credentials then, so none of them is in a snapshot.
final class AwsWiring {
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
        return SfnClient.builder()
                .httpClientBuilder(Apache5HttpClient.builder())
                .build();
    }

    @Produces
    @Singleton
    TaskTokens tokens(SfnClient machines) {
        return new StepFunctionsTokens(machines);
    }

    @Produces
    @Singleton
    Executions executions(SfnClient machines) {
        return new StepFunctionsExecutions(machines, Duration.ofSeconds(2));
    }

    @Produces
    @Singleton
    Redelivery redelivery() {
        return new SqsRedelivery(SqsClient.builder()
                .httpClientBuilder(Apache5HttpClient.builder())
                .build());
    }

    @Produces
    @Singleton
    Notifier notifier(FunctionSettings settings, JobStorage work) {
        var events = EventBridgeClient.builder()
                .httpClientBuilder(Apache5HttpClient.builder())
                .build();
        return new EventBridgeNotifier(
                events, settings.required(Variable.BUS), CloudPlaces.place(settings.required(Variable.WORK)), work);
    }
}
