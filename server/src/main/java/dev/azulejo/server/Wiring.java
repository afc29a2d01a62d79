package dev.azulejo.server;

import dev.azulejo.api.access.AccessObjects;
import dev.azulejo.api.access.StoredKeys;
import dev.azulejo.api.job.Lifetimes;
import dev.azulejo.api.port.AllowedPlaces;
import dev.azulejo.api.port.Arenas;
import dev.azulejo.api.port.Desk;
import dev.azulejo.api.port.Premises;
import dev.azulejo.api.port.Quoting;
import dev.azulejo.api.port.Room;
import dev.azulejo.api.port.Web;
import dev.azulejo.api.record.TenantObjects;
import dev.azulejo.api.record.UploadObjects;
import dev.azulejo.api.upload.Fetches;
import dev.azulejo.api.upload.GuardedWeb;
import dev.azulejo.api.upload.UploadSweep;
import dev.azulejo.api.webhook.Webhooks;
import dev.azulejo.core.intake.IntakeStage;
import dev.azulejo.core.job.key.Attempt;
import dev.azulejo.core.job.key.JobId;
import dev.azulejo.core.job.key.OverdueAttempts;
import dev.azulejo.core.job.request.JobRequest;
import dev.azulejo.core.local.PrivateFolder;
import dev.azulejo.core.port.Notifier;
import dev.azulejo.core.port.Previewer;
import dev.azulejo.local.machine.LocalPlaces;
import dev.azulejo.local.wiring.EmbeddedWiring;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Puts the server together: the one composition root of this module.
///
/// | folder, under `--data` | holds |
/// |---|---|
/// | `uploads/` | files that callers have brought, as they were |
/// | `results/` | what was made of them |
/// | `work/` | jobs, and the API's records, keys and limits |
/// | `secret` | what the owner's key and the links are derived from |
@Startup
@Singleton
public class Wiring {
    private static final System.Logger LOG = System.getLogger(Wiring.class.getName());

    /// The longest streamed answer: nothing between us and the caller gives up before.
    private static final Duration LONGEST_ANSWER = Duration.ofDays(30);

    private static final Duration LONGEST_LOOK = Duration.ofSeconds(20);

    private static final Duration BETWEEN_UPKEEPS = Duration.ofHours(6);
    private static final Duration BETWEEN_EXPIRIES = Duration.ofSeconds(15);

    private final Clock clock = Clock.systemUTC();
    private final Pace pace = new Pace();
    private final EmbeddedWiring pipeline;
    private final Premises premises;
    private final TenantObjects records;
    private final AccessObjects access;
    private final Secret secret;
    private final WebhookWiring hooks;
    private final WorkQueue queue;
    private final Upkeep upkeep;
    private @Nullable Upkeep uploadUpkeep;
    private @Nullable Upkeep expiryUpkeep;

    public Wiring() {
        var settings = QuarkusServer.settings();
        pipeline = EmbeddedWiring.forServer(
                settings.config(),
                workFolder(settings.data()),
                settings.machine(),
                settings.limits(),
                pace,
                settings.children(),
                QuarkusServer.allowedPlaces(),
                this::notifier);
        premises = new Premises(
                pipeline.objects(),
                pipeline.places(),
                pipeline.models(),
                LocalPlaces.folderUri(workFolder(settings.data())),
                LocalPlaces.folderUri(PrivateFolder.made(settings.data().resolve("uploads"))),
                LocalPlaces.folderUri(PrivateFolder.made(settings.data().resolve("results"))),
                settings.mostUploadBytes(),
                Optional.empty(),
                LONGEST_ANSWER);
        records = new TenantObjects(pipeline.objects().work());
        access = new AccessObjects(pipeline.objects().work());
        secret = Secret.in(settings.data().resolve("secret"));
        hooks = new WebhookWiring(premises, QuarkusServer.guard(), clock);
        queue = new WorkQueue(pipeline.pipeline(), pace, new Turns(this::waitsInBulk), this::addUnfinished);
        queue.start();
        upkeep = new Upkeep(this::keepUp, BETWEEN_UPKEEPS, BETWEEN_UPKEEPS);
    }

    /// Deletes what is too old, and logs jobs that are stuck.
    private void keepUp() {
        var now = Instant.now(clock);
        new OverdueAttempts(pipeline.objects().work())
                .at(now)
                .forEach(overdue -> LOG.log(System.Logger.Level.WARNING, overdue));
        pipeline.expire(now);
    }

    static Path workFolder(Path data) {
        return PrivateFolder.made(data.resolve("work"));
    }

    /// Adds the jobs that an earlier process left, once old ones are deleted.
    private void addUnfinished(Turns turns) {
        pipeline.expireIfPossible(Instant.now(clock));
        var jobs = records.all();
        jobs.stream().filter(job -> isUnfinished(job.job())).forEach(turns::begun);
        hooks.untold(jobs).forEach(turns::ended);
    }

    private Notifier notifier() {
        return hooks.notifier();
    }

    private boolean waitsInBulk(JobId job) {
        return pipeline.objects()
                .readableRequest(job)
                .map(JobRequest::waitsInBulk)
                .orElse(false);
    }

    private boolean isUnfinished(JobId job) {
        Optional<Attempt> newest = pipeline.objects().newest(job);
        return newest.isPresent() && pipeline.objects().outcome(newest.get()).isEmpty();
    }

    /// Stops without closing the pipeline: a tile may be in a model, and unfinished work continues at the
    /// next start.
    void stop(@Observes ShutdownEvent event) {
        queue.close();
        hooks.close();
        upkeep.close();
        if (uploadUpkeep != null) {
            uploadUpkeep.close();
        }
        if (expiryUpkeep != null) {
            expiryUpkeep.close();
        }
    }

    @Produces
    @Singleton
    Clock clock() {
        return clock;
    }

    @Produces
    @Singleton
    Premises premises() {
        return premises;
    }

    /// Goes on with what an earlier process has begun to fetch, and removes uploads that are too old.
    void start(@Observes StartupEvent event, Fetches fetches, UploadSweep sweep, Lifetimes lifetimes) {
        Thread.ofVirtual().start(fetches::resume);
        uploadUpkeep = new Upkeep(sweep::all, Duration.ZERO, BETWEEN_UPKEEPS);
        expiryUpkeep = new Upkeep(lifetimes::sweep, Duration.ZERO, BETWEEN_EXPIRIES);
    }

    @Produces
    @Singleton
    Web web() {
        return new GuardedWeb(QuarkusServer.guard(), premises.mostUploadBytes(), LONGEST_LOOK);
    }

    @Produces
    @Singleton
    AllowedPlaces allowedPlaces() {
        return new AllowedPlaces(QuarkusServer.allowedPlaces(), pipeline.places()::source);
    }

    @Produces
    @Singleton
    TenantObjects records() {
        return records;
    }

    @Produces
    @Singleton
    UploadObjects uploads() {
        return new UploadObjects(pipeline.objects().work());
    }

    @Produces
    @Singleton
    AccessObjects access() {
        return access;
    }

    @Produces
    @Singleton
    Webhooks webhooks() {
        return hooks.webhooks();
    }

    @Produces
    @Singleton
    IntakeStage intake() {
        return pipeline.intake();
    }

    @Produces
    @Singleton
    Desk desk() {
        return queue;
    }

    @Produces
    @Singleton
    SignedLinks signedLinks() {
        return new SignedLinks(secret, List.of(premises.uploads(), premises.results(), premises.work()), clock);
    }

    @Produces
    @Singleton
    Room room() {
        return new Reserve(QuarkusServer.settings().data());
    }

    @Produces
    @Singleton
    Transfers transfers() {
        return new Transfers(QuarkusServer.settings().crowd().transfersPerTenant());
    }

    @Produces
    @Singleton
    PageKeys keys() {
        return new PageKeys(new LocalKeys(secret, new StoredKeys(access, clock)));
    }

    @Produces
    @Singleton
    Previewer previewer() {
        return pipeline.previewer();
    }

    @Produces
    @Singleton
    DriveConsents driveConsents() {
        return new DriveConsents(clock);
    }

    @Produces
    @Singleton
    Arenas arenas() {
        return QuarkusServer.arenas();
    }

    @Produces
    @Singleton
    Quoting quoting() {
        return new LocalQuoting(pipeline);
    }
}
