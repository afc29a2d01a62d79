package dev.azulejo.functions;

import dev.azulejo.aws.SdkClients;
import dev.azulejo.aws.SecretsManagerSecrets;
import dev.azulejo.cloud.Variable;
import dev.azulejo.core.intake.Route;
import dev.azulejo.core.job.JobObjects;
import dev.azulejo.core.job.key.WorkLayout;
import dev.azulejo.core.port.MediaTypes;
import dev.azulejo.events.JacksonCodec;
import dev.azulejo.functions.route.Arrivals;
import dev.azulejo.functions.route.ObstacleReports;
import dev.azulejo.functions.route.Returns;
import dev.azulejo.functions.wiring.CloudPlaces;
import dev.azulejo.functions.wiring.Environment;
import dev.azulejo.storage.JobStorage;
import dev.azulejo.storage.Storage;
import dev.azulejo.storage.StorageRouter;
import dev.azulejo.storage.StorageSettings;
import dev.azulejo.storage.StoredSecrets;
import dev.azulejo.storage.transfer.Transfer;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.InstantSource;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/// The part of the composition root that opens drives. All records about them lie beside the jobs.
final class RouteWiring {
    /// The folder of metadata, which drives cannot store: which files were copied there, and from what.
    private static final String METADATA = WorkLayout.DRIVES.folder();

    /// The folder of unfinished uploads, each valid for its file alone.
    private static final String UPLOADS = WorkLayout.TRANSFERS.folder();

    @Produces
    @Singleton
    RouteCalls calls(
            Environment environment, JobStorage work, JobObjects objects, Telemetry telemetry, Redelivery redelivery) {
        var clock = InstantSource.system();
        var obstacles = new ObstacleReports(objects, new JacksonCodec());
        var ends = ends(environment, work, obstacles, clock);
        return new RouteCalls(environment.routes(), ends, telemetry, redelivery, clock);
    }

    private static RouteCalls.Ends ends(
            Environment environment, JobStorage work, Returns.Obstacle obstacles, InstantSource clock) {
        return new RouteCalls.Ends() {
            private final StorageRouter places = new StorageRouter(StorageSettings.of(MediaTypes::of)
                    .forDrives(
                            new StorageRouter(StorageSettings.of(MediaTypes::of)).jobStorage(inWork(METADATA)),
                            new SecretsManagerSecrets(
                                    SdkClients.built(SecretsManagerClient.builder()),
                                    environment.required(Variable.SECRETS))));
            private final Transfer transfer = new Transfer(new StoredSecrets(places.jobStorage(inWork(UPLOADS))));

            private URI inWork(String folder) {
                return CloudPlaces.folder(environment.required(Variable.WORK), folder);
            }

            private Storage folder(Variable bucket, Route route) {
                return places.storage(CloudPlaces.folder(environment.required(bucket), route.folder()));
            }

            @Override
            public Arrivals arrivals(Route route) {
                return new Arrivals(
                        route,
                        places.storage(route.from()),
                        folder(Variable.INBOX, route),
                        transfer,
                        new StoredSecrets(work),
                        clock);
            }

            @Override
            public Returns returns(Route route) {
                return new Returns(
                        route, folder(Variable.OUTBOX, route), places.storage(route.to()), transfer, obstacles);
            }
        };
    }
}
