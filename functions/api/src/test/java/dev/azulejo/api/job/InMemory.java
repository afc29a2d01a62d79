package dev.azulejo.api.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.azulejo.api.access.AccessObjects;
import dev.azulejo.api.delivery.Deliveries;
import dev.azulejo.api.delivery.Transport;
import dev.azulejo.api.delivery.WebhookNotifier.Tenancy;
import dev.azulejo.api.limit.Admission;
import dev.azulejo.api.link.EventLinks;
import dev.azulejo.api.operator.Tenants;
import dev.azulejo.api.order.Copies;
import dev.azulejo.api.order.KeepTimes;
import dev.azulejo.api.order.MissingModels;
import dev.azulejo.api.order.Orders;
import dev.azulejo.api.port.AllowedPlaces;
import dev.azulejo.api.port.Checksum;
import dev.azulejo.api.port.Desk;
import dev.azulejo.api.port.Links;
import dev.azulejo.api.port.Premises;
import dev.azulejo.api.port.Quoting;
import dev.azulejo.api.record.TenantJob;
import dev.azulejo.api.record.TenantObjects;
import dev.azulejo.api.record.UploadObjects;
import dev.azulejo.api.record.WebhookObjects;
import dev.azulejo.api.repeat.IdempotencyKeys;
import dev.azulejo.api.tenant.Tenant;
import dev.azulejo.api.upload.Fetches;
import dev.azulejo.api.upload.HeldUploads;
import dev.azulejo.api.upload.Holds;
import dev.azulejo.api.upload.Origins;
import dev.azulejo.api.upload.UploadQuota;
import dev.azulejo.api.upload.UploadSweep;
import dev.azulejo.api.upload.Uploads;
import dev.azulejo.api.webhook.Webhooks;
import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.intake.IntakeStage;
import dev.azulejo.core.job.JobObjects;
import dev.azulejo.core.job.key.JobId;
import dev.azulejo.core.job.outcome.Decision;
import dev.azulejo.core.job.outcome.Outcome;
import dev.azulejo.core.job.request.JobRequest;
import dev.azulejo.core.model.ModelCard;
import dev.azulejo.core.plan.Estimate;
import dev.azulejo.core.plan.PlanOutcome;
import dev.azulejo.core.plan.PlanOutcome.Planned;
import dev.azulejo.core.plan.PlanOutcome.Refused;
import dev.azulejo.core.port.ModelCards;
import dev.azulejo.core.port.Places;
import dev.azulejo.events.JacksonCodec;
import dev.azulejo.storage.AllowedPlace;
import dev.azulejo.storage.JobStorage;
import dev.azulejo.storage.StorageUri;
import dev.azulejo.storage.testkit.MemoryStorage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// What the API does, over places in memory, with nobody who makes jobs.
final class InMemory implements Desk, Links, ModelCards, Quoting {
    static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10};
    private static final URI WORK = URI.create("memory://work");
    private static final URI UPLOADS = URI.create("memory://uploads");
    private static final URI RESULTS = URI.create("memory://results");

    final LaterClock clock;
    final JobStorage uploadPlace;
    final JobStorage resultPlace;
    final WatchedStorage work;
    private final JobStorage workPlace;
    final Map<URI, MemoryStorage> elsewhere = new ConcurrentHashMap<>();
    final List<TenantJob> begun = new ArrayList<>();
    final List<TenantJob> ended = new ArrayList<>();
    /// What the desk says of each job; for those who follow one.
    final AtomicLong changes = new AtomicLong();
    final UploadObjects uploadObjects;
    final Uploads uploads;
    final HeldUploads heldUploads;
    final Holds holds;
    final UploadSweep sweep;
    final Fetches fetches;
    final TenantObjects records;
    final WebInMemory web;
    final Jobs jobs;
    final Lifetimes lifetimes;
    final Tenants tenants;
    final JobObjects objects;

    InMemory() {
        this(new MemoryStorage(), new MemoryStorage(), new WebInMemory());
    }

    /// One of several over the same places.
    InMemory(JobStorage uploadPlace, JobStorage workPlace, WebInMemory web) {
        this(uploadPlace, new MemoryStorage(), workPlace, web, new LaterClock());
    }

    /// Another process over the same places.
    InMemory another() {
        return new InMemory(uploadPlace, resultPlace, workPlace, web, clock);
    }

    private InMemory(
            JobStorage uploadPlace, JobStorage resultPlace, JobStorage workPlace, WebInMemory web, LaterClock clock) {
        this.uploadPlace = uploadPlace;
        this.resultPlace = resultPlace;
        this.workPlace = workPlace;
        this.work = new WatchedStorage(workPlace);
        this.web = web;
        this.clock = clock;
        objects = new JobObjects(work, new JacksonCodec());
        Places places = place -> place.equals(UPLOADS) ? uploadPlace : resultPlace;
        var premises =
                new Premises(objects, places, this, WORK, UPLOADS, RESULTS, 1000, Optional.empty(), Duration.ofDays(1));
        records = new TenantObjects(work);
        uploadObjects = new UploadObjects(work);
        holds = new Holds(uploadObjects, records, premises, clock);
        sweep = new UploadSweep(uploadObjects, records, holds, premises, clock);
        var quota = new UploadQuota(new AccessObjects(work), uploadObjects, sweep);
        uploads = new Uploads(premises, uploadObjects, quota, this, clock);
        heldUploads = new HeldUploads(uploadObjects, uploads, holds, this);
        var allowed = List.of(
                AllowedPlace.parse("s3://photos/{tenant}"),
                AllowedPlace.parse("s3://shared"),
                AllowedPlace.parse("write:s3://shop/out/{tenant}"));
        var allowedPlaces = new AllowedPlaces(allowed, place -> stored(place));
        var origins = new Origins(web, allowedPlaces);
        fetches = new Fetches(premises, records, uploads, quota, origins, clock);
        var webhooks = webhooks(clock);
        var ends = new JobEnds(premises, records, holds, this, clock);
        lifetimes = new Lifetimes(premises, records, ends, clock);
        var orders = new Orders(
                premises,
                uploads,
                fetches,
                origins,
                new IntakeStage(objects, places, this),
                webhooks,
                new KeepTimes(new AccessObjects(work)),
                new Copies(allowedPlaces));
        var views = new JobViews(premises, uploads, this, this, new EventLinks(records, clock), lifetimes);
        var admission = new Admission(new AccessObjects(work), premises, records, this, new MissingModels(this), clock);
        tenants = new Tenants(new AccessObjects(work), records, uploadObjects, ends, holds, premises, clock);
        jobs = new Jobs(
                premises,
                records,
                orders,
                new JobStarts(premises, records, holds, this, webhooks, lifetimes, clock),
                ends,
                views,
                admission,
                lifetimes,
                new IdempotencyKeys(records, clock),
                this);
    }

    /// Which send nothing.
    private Webhooks webhooks(Clock clock) {
        var hooks = new WebhookObjects(work);
        var nobody = new Transport() {
            @Override
            public Optional<String> objection(String url) {
                return url.startsWith("https://") ? Optional.empty() : Optional.of("must start with https://");
            }

            @Override
            public Answer post(String url, Map<String, String> headers, byte[] body) {
                throw new AssertionError("nothing is sent here");
            }
        };
        return new Webhooks(
                hooks,
                new Deliveries(hooks, nobody, clock, () -> 0),
                nobody,
                (_, _) -> {},
                new Tenancy(UPLOADS, RESULTS, WORK),
                clock);
    }

    /// A place that tenants may have files read from.
    MemoryStorage stored(URI place) {
        return elsewhere.computeIfAbsent(place, _ -> new MemoryStorage());
    }

    /// Brings a file.
    ///
    /// @return the id of the upload
    String upload(Tenant tenant) {
        var upload = uploads.announce(tenant, "a.png", PNG.length, Optional.empty());
        uploadPlace.put(
                uploads.uri(tenant, uploads.find(tenant, upload.id()).orElseThrow())
                        .key(),
                PNG);
        return upload.id();
    }

    static JsonNode body(String upload) {
        return body(upload, 50);
    }

    static JsonNode body(String upload, int percent) {
        return json("""
                {"input": {"upload": "%s"}, "options": {"recipe": "resize", "percent": %d}}""".formatted(upload, percent));
    }

    static JsonNode bodyOf(String url) {
        return json("""
                {"input": {"url": "%s"}, "options": {"recipe": "resize", "percent": 50}}""".formatted(url));
    }

    static JsonNode bodyOfStored(String uri) {
        return json("""
                {"input": {"uri": "%s"}, "options": {"recipe": "resize", "percent": 50}}""".formatted(uri));
    }

    static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Does what whoever makes jobs would do.
    ///
    /// @return where the result is
    StorageUri succeed(JobId job) {
        var request = objects.findRequest(job).orElseThrow();
        var uri = request.destination();
        resultPlace.put(uri.key(), PNG);
        objects.decide(new Decision(Decision.SCHEMA, job, 0, null));
        var result = new Outcome.DeliveredResult(uri, PNG.length, resultPlace.version(uri.key()), 1, 1, null);
        objects.put(new Outcome.Succeeded(
                Outcome.SCHEMA,
                job,
                0,
                request.source(),
                "resize",
                List.of(),
                null,
                null,
                result,
                null,
                Map.of(),
                List.of(),
                List.of()));
        return uri;
    }

    @Override
    public PlanOutcome plan(JobRequest request) {
        return new Refused(Outcome.Reason.UNREADABLE, "there are no headers here");
    }

    @Override
    public boolean hasWeights(String model) {
        return true;
    }

    @Override
    public Estimate estimate(Planned planned) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Refused> refusal(Planned planned) {
        return Optional.empty();
    }

    @Override
    public void begun(Tenant tenant, JobId job) {
        begun.add(new TenantJob(tenant, job));
    }

    @Override
    public void askedAgain(Tenant tenant, JobId job) {
        begun(tenant, job);
    }

    @Override
    public void ended(Tenant tenant, JobId job) {
        ended.add(new TenantJob(tenant, job));
    }

    @Override
    public Optional<Progress> progress(JobId job) {
        return Optional.empty();
    }

    @Override
    public long changes(JobId job) {
        return changes.get();
    }

    @Override
    public Link read(StorageUri object, String name) {
        return new Link(object.toString(), Instant.MAX);
    }

    @Override
    public Parts write(StorageUri object, long bytes, Optional<Checksum> checksum, Optional<String> begun) {
        return new Parts(bytes, List.of(object.toString()), Map.of(), Instant.MAX, null);
    }

    @Override
    public long mostCheckedBytes() {
        return Long.MAX_VALUE;
    }

    @Override
    public void join(StorageUri object, String ticket, long bytes) {
        throw new AssertionError("one part is all of it");
    }

    @Override
    public void abandon(StorageUri object, String ticket) {
        throw new AssertionError("one part is all of it");
    }

    @Override
    public List<ModelCard> cards() {
        return List.of();
    }

    @Override
    public ModelCard card(String id) {
        throw new PermanentFailure("there is no model " + id);
    }
}
