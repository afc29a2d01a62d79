package dev.azulejo.gateway;

import dev.azulejo.api.access.AccessObjects;
import dev.azulejo.api.access.StoredKeys;
import dev.azulejo.api.delivery.WebhookNotifier;
import dev.azulejo.api.port.AllowedPlaces;
import dev.azulejo.api.port.Arenas;
import dev.azulejo.api.port.Desk;
import dev.azulejo.api.port.Links;
import dev.azulejo.api.port.Premises;
import dev.azulejo.api.port.Quoting;
import dev.azulejo.api.port.Room;
import dev.azulejo.api.port.Web;
import dev.azulejo.api.record.TenantObjects;
import dev.azulejo.api.record.UploadObjects;
import dev.azulejo.api.tenant.ApiKeys;
import dev.azulejo.api.upload.GuardedWeb;
import dev.azulejo.cloud.Settings;
import dev.azulejo.cloud.Variable;
import dev.azulejo.core.intake.IntakeStage;
import dev.azulejo.core.job.JobObjects;
import dev.azulejo.core.job.key.WorkLayout;
import dev.azulejo.core.plan.Limit;
import dev.azulejo.core.port.MediaTypes;
import dev.azulejo.core.port.ModelCards;
import dev.azulejo.core.port.Places;
import dev.azulejo.core.run.Stages;
import dev.azulejo.functions.wiring.CloudPlaces;
import dev.azulejo.functions.wiring.Environment;
import dev.azulejo.functions.wiring.StageWiring;
import dev.azulejo.storage.JobStorage;
import dev.azulejo.storage.StorageRouter;
import dev.azulejo.storage.s3.S3Clients;
import dev.azulejo.storage.s3.S3Storage;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/// The composition root of the API in the cloud, around the stages of [StageWiring].
final class Wiring {
    private static final Clock CLOCK = Clock.systemUTC();

    /// The longest answer: the gateway gives up after 29 seconds ("Quotas for configuring and running a
    /// REST API", API Gateway Developer Guide).
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(20);

    /// How long the bucket's rule keeps uploads (`Buckets`, in `infra`).
    private static final Duration UPLOADS_LAST = Duration.ofDays(14);

    /// The longest look at a file on the web, in addition to the answer's time.
    private static final Duration LONGEST_LOOK = Duration.ofSeconds(5);

    @Produces
    @Singleton
    Environment environment(Config config) {
        var settings = new Settings(variable -> config.getOptionalValue(variable, String.class));
        var environment =
                Environment.read(settings, EnumSet.of(Variable.WORK, Variable.OUTBOX, Variable.DELIVERIES)::contains);
        settings.check("the API is not configured: ");
        return environment;
    }

    @Produces
    @Singleton
    Clock clock() {
        return CLOCK;
    }

    @Produces
    @Singleton
    Premises premises(Environment environment, JobObjects objects, Places places, ModelCards models) {
        return new Premises(
                objects,
                places,
                models,
                CloudPlaces.place(environment.required(Variable.WORK)),
                CloudPlaces.uploads(environment.required(Variable.WORK)),
                CloudPlaces.results(environment.required(Variable.OUTBOX)),
                environment.limits().of(Limit.FILE),
                Optional.of(UPLOADS_LAST),
                LONGEST_ANSWER);
    }

    @Produces
    @Singleton
    TenantObjects records(JobStorage work) {
        return new TenantObjects(work);
    }

    @Produces
    @Singleton
    UploadObjects uploads(JobStorage work) {
        return new UploadObjects(work);
    }

    @Produces
    @Singleton
    IntakeStage intake(JobObjects objects, Places places, ModelCards models) {
        return new IntakeStage(objects, places, models);
    }

    @Produces
    @Singleton
    AccessObjects access(JobStorage work) {
        return new AccessObjects(work);
    }

    @Produces
    @Singleton
    ApiKeys keys(AccessObjects access) {
        return new StoredKeys(access, CLOCK);
    }

    @Produces
    @Singleton
    Room room() {
        return Room.ENDLESS;
    }

    @Produces
    @Singleton
    Desk desk(JobObjects objects, WebhookNotifier notifier) {
        return new CloudDesk(objects, notifier, CLOCK);
    }

    @Produces
    @Singleton
    Links links() {
        return new PresignedLinks(S3Clients.presigner(), new PartUploads(S3Clients.create()), CLOCK);
    }

    @Produces
    @Singleton
    Web web(Premises premises, Environment environment) {
        return new GuardedWeb(environment.addresses(), premises.mostUploadBytes(), LONGEST_LOOK);
    }

    /// The places outside this deployment's own buckets that callers may name.
    @Produces
    @Singleton
    AllowedPlaces allowedPlaces(StorageRouter router, Environment environment) {
        return new AllowedPlaces(environment.allowedPlaces(), router::source);
    }

    @Produces
    @Singleton
    Arenas arenas(Environment environment) {
        var client = S3Clients.create();
        var bucket = environment.required(Variable.WORK);
        return new StoredArenas(
                id -> new S3Storage(client, bucket, WorkLayout.ARENAS.key(id + "/"), MediaTypes::of), CLOCK);
    }

    @Produces
    @Singleton
    Quoting quoting(Stages stages, ModelCards models, Environment environment) {
        return new CloudQuoting(
                stages.plan(), models, environment.pulledModels(), StageWiring.foresight(models, environment.limits()));
    }
}
