package dev.azulejo.server;

import dev.azulejo.api.access.AccessObjects;
import dev.azulejo.api.job.JobEnds;
import dev.azulejo.api.operator.Tenants;
import dev.azulejo.api.port.Desk;
import dev.azulejo.api.port.Premises;
import dev.azulejo.api.record.TenantObjects;
import dev.azulejo.api.record.UploadObjects;
import dev.azulejo.api.tenant.Tenant;
import dev.azulejo.api.upload.Holds;
import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.job.JobObjects;
import dev.azulejo.core.job.key.JobId;
import dev.azulejo.core.model.ModelCard;
import dev.azulejo.core.port.MediaTypes;
import dev.azulejo.core.port.ModelCards;
import dev.azulejo.core.port.Places;
import dev.azulejo.events.JacksonCodec;
import dev.azulejo.local.exit.ExitCode;
import dev.azulejo.local.machine.LocalConfig;
import dev.azulejo.local.office.TenantOffice;
import dev.azulejo.local.wiring.EmbeddedWiring;
import dev.azulejo.storage.StorageRouter;
import dev.azulejo.storage.StorageSettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The data of tenants, in a server's folder or in a deployment's bucket of jobs.
public final class TenantDesk implements TenantOffice {
    private static final Duration HOWEVER_LONG = Duration.ofDays(365);

    /// @param place of jobs
    private static Tenants at(URI place) {
        if ("file".equals(place.getScheme())) {
            var work = EmbeddedWiring.work(Path.of(place));
            return tenants(new Premises(
                    new JobObjects(work, new JacksonCodec()),
                    EmbeddedWiring.places(LocalConfig.fromEnvironment()),
                    new NoModels(),
                    place,
                    place.resolve("../uploads/"),
                    place.resolve("../results/"),
                    0,
                    Optional.empty(),
                    HOWEVER_LONG));
        }
        var router = new StorageRouter(StorageSettings.of(MediaTypes::of));
        Places places = router::storage;
        var uploads = URI.create(place + "/uploads/");
        return tenants(new Premises(
                new JobObjects(router.jobStorage(place), new JacksonCodec()),
                places,
                new NoModels(),
                place,
                uploads,
                uploads, // results lie in a bucket that only the jobs name, which are erased by their names
                0,
                Optional.empty(),
                HOWEVER_LONG));
    }

    private static Tenants tenants(Premises premises) {
        var clock = Clock.systemUTC();
        var work = premises.objects().work();
        var records = new TenantObjects(work);
        var uploads = new UploadObjects(work);
        var holds = new Holds(uploads, records, premises, clock);
        return new Tenants(
                new AccessObjects(work),
                records,
                uploads,
                new JobEnds(premises, records, holds, new NoDesk(), clock),
                holds,
                premises,
                clock);
    }

    private static Tenant tenant(Tenants tenants, String name) {
        return tenants.find(name)
                .orElseThrow(() -> ExitCode.NO_INPUT.failure(
                        "there is no tenant '%s'; azulejo tenants list shows those there are".formatted(name)));
    }

    @Override
    public List<String> tenants(URI place) {
        return at(place).all().stream().map(Tenant::id).toList();
    }

    @Override
    public Holding holding(URI place, String tenant) {
        var tenants = at(place);
        var holding = tenants.holding(tenant(tenants, tenant));
        return new Holding(
                holding.jobs(),
                holding.openJobs(),
                holding.uploads(),
                holding.uploadBytes(),
                holding.batches(),
                holding.webhooks());
    }

    @Override
    public List<Item> items(URI place, String tenant) {
        var tenants = at(place);
        return tenants.items(tenant(tenants, tenant)).stream()
                .map(item -> new Item(item.kind(), item.id(), item.at(), item.what()))
                .toList();
    }

    @Override
    public int cancel(URI place, String tenant) {
        var tenants = at(place);
        return tenants.cancel(tenant(tenants, tenant));
    }

    @Override
    public int erase(URI place, String tenant) {
        var tenants = at(place);
        return tenants.erase(tenant(tenants, tenant), HOWEVER_LONG).left();
    }

    /// A desk that does nothing: a running server finds by itself what has ended.
    private static final class NoDesk implements Desk {
        @Override
        public void begun(Tenant tenant, JobId job) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void askedAgain(Tenant tenant, JobId job) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void ended(Tenant tenant, JobId job) {
            // its turn comes, or has come
        }

        @Override
        public Optional<Progress> progress(JobId job) {
            return Optional.empty();
        }

        @Override
        public long changes(JobId job) {
            return 0;
        }
    }

    /// The cards of models where none runs.
    private static final class NoModels implements ModelCards {
        @Override
        public List<ModelCard> cards() {
            return List.of();
        }

        @Override
        public ModelCard card(String id) {
            throw new PermanentFailure("there is no model " + id);
        }
    }
}
