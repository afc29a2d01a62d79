package dev.azulejo.worker;

import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.storage.JobStorage;
import dev.azulejo.storage.StorageProvider;
import java.net.URI;
import java.util.ServiceLoader;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/// What the worker talks to on AWS, or where `AWS_ENDPOINT_URL` says. The SDK finds region and credentials.
final class AwsPlaces {
    private AwsPlaces() {}

    static TaskQueue queue(WorkerConfig config) {
        return new SqsTaskQueue(
                () -> SqsClient.builder()
                        .httpClientBuilder(Apache5HttpClient.builder())
                        .build(),
                config.tasks());
    }

    static TaskReports reports() {
        return new StepFunctionsReports(SfnClient.builder()
                .httpClientBuilder(Apache5HttpClient.builder())
                .build());
    }

    static JobStorage work(URI place) {
        for (var provider : ServiceLoader.load(StorageProvider.class)) {
            if (provider.scheme().equals(place.getScheme()) && provider.open(place) instanceof JobStorage storage) {
                return storage;
            }
        }
        throw new PermanentFailure("no provider of %s is on the class path".formatted(place));
    }
}
