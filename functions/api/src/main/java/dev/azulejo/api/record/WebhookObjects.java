package dev.azulejo.api.record;

import dev.azulejo.api.tenant.Tenant;
import dev.azulejo.core.job.key.JobId;
import dev.azulejo.core.job.key.WorkLayout;
import dev.azulejo.storage.JobStorage;
import dev.azulejo.storage.NoSuchObject;
import dev.azulejo.storage.ObjectStat;
import dev.azulejo.storage.Precondition;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/// Webhooks and their deliveries, as objects of the work place. Thread-safe.
///
/// | object | says |
/// |---|---|
/// | `hooks/{tenant}/{webhook}.json` | the address, types and secrets |
/// | `deliveries/{tenant}/events/{webhook}/{event}.json` | the bytes that are sent |
/// | `deliveries/{tenant}/states/{webhook}/{event}.json` | the state of the delivery |
/// | `deliveries/{tenant}/log/{webhook}/{time}-{event}` | its place in the order of time, the newest first; empty |
/// | `deliveries/{tenant}/waiting/{webhook}/{event}` | empty; there until it has ended or later |
/// | `deliveries/{tenant}/metadata/{job}.json` | the caller's note on a job: metadata and webhooks |
/// | `deliveries/{tenant}/told/{event}` | a mark that the event is recorded for all webhooks that want it; empty |
///
/// Webhooks are kept, while deliveries expire, so they lie apart.
public final class WebhookObjects {
    private static final byte[] EMPTY = {};
    private static final String HOOKS = WorkLayout.HOOKS.folder();
    private static final String DELIVERIES = WorkLayout.DELIVERIES.folder();
    private static final String WAITING = "/waiting/";
    private static final String TOLD = "/told/";
    private static final String LOG = "/log/";
    private static final int TIME_DIGITS = 16;

    private final JobStorage work;
    private final JsonObjects records;

    public WebhookObjects(JobStorage work) {
        this.work = work;
        this.records = new JsonObjects(work);
    }

    public void add(Tenant tenant, Webhook webhook) {
        records.write(hookKey(tenant, webhook.id()), webhook, Precondition.ABSENT);
    }

    /// The webhook of the origin of an address that a job names, made if it is missing.
    public Webhook named(Tenant tenant, String url, Instant at) {
        var origin = Webhook.originOf(url);
        var id = WebhookId.ofNamed(origin);
        return webhook(tenant, id).orElseGet(() -> {
            var made = Webhook.of(id, origin, List.of(), at, true);
            add(tenant, made);
            return made;
        });
    }

    public Optional<Webhook> webhook(Tenant tenant, WebhookId id) {
        return records.read(hookKey(tenant, id), Webhook.class);
    }

    public List<Webhook> webhooks(Tenant tenant) {
        try (var hooks = work.list(HOOKS + tenant.id() + "/")) {
            return hooks.map(ObjectStat::key)
                    .flatMap(key -> records.read(key, Webhook.class).stream())
                    .sorted(Comparator.comparing(Webhook::createdAt).thenComparing(Webhook::id))
                    .toList();
        }
    }

    /// Replaces a webhook by a changed one, also while others do.
    ///
    /// @return the new one; empty if there is none
    public Optional<Webhook> change(Tenant tenant, WebhookId id, UnaryOperator<Webhook> change) {
        return change(hookKey(tenant, id), Webhook.class, change);
    }

    /// Deletes a webhook and all its deliveries. A death half way leaves only what [#expire] finds.
    public void delete(Tenant tenant, WebhookId id) {
        work.delete(hookKey(tenant, id));
        for (var kind : List.of("waiting/", "states/", "events/", "log/")) {
            try (var objects = work.list(folder(tenant) + kind + id + "/")) {
                objects.map(ObjectStat::key).toList().forEach(work::delete);
            }
        }
    }

    /// Records an event for a webhook, unless it is there. It may be repeated after a death half way.
    ///
    /// @return the valid delivery
    public Delivery add(DeliveryRef ref, Delivery delivery, byte[] body) {
        work.writeIfAbsent(key(ref, "events", ".json"), body);
        records.write(key(ref, "states", ".json"), delivery, Precondition.ABSENT);
        var holds = delivery(ref).orElse(delivery);
        work.put(logKey(ref, holds), EMPTY);
        if (holds.isPending()) {
            await(ref);
        }
        return holds;
    }

    public Optional<Delivery> delivery(DeliveryRef ref) {
        return records.read(key(ref, "states", ".json"), Delivery.class);
    }

    public Optional<byte[]> body(DeliveryRef ref) {
        try {
            return Optional.of(work.readAll(key(ref, "events", ".json")));
        } catch (NoSuchObject e) {
            return Optional.empty();
        }
    }

    /// Replaces a delivery by a changed one, also while others do, and keeps it among those that a new
    /// process finds until it has ended.
    ///
    /// @return the new one; empty if there is none
    public Optional<Delivery> change(DeliveryRef ref, UnaryOperator<Delivery> change) {
        var changed = change(key(ref, "states", ".json"), Delivery.class, change);
        changed.ifPresent(delivery -> {
            if (delivery.isPending()) {
                await(ref);
            } else {
                ended(ref);
            }
        });
        return changed;
    }

    private void await(DeliveryRef ref) {
        work.put(key(ref, "waiting", ""), EMPTY);
    }

    /// Notes that a delivery has ended, unless it is sent again meanwhile.
    private void ended(DeliveryRef ref) {
        work.delete(key(ref, "waiting", ""));
        if (delivery(ref).filter(Delivery::isPending).isPresent()) {
            await(ref);
        }
    }

    /// Lists the deliveries to a webhook, the newest first.
    ///
    /// @param after the cursor of the last known delivery; empty for the first ones
    public List<Delivery> deliveries(Tenant tenant, WebhookId webhook, String after, int most) {
        var folder = folder(tenant) + "log/" + webhook + "/";
        try (var listed = work.list(folder)) {
            return listed.map(object -> object.key().substring(folder.length()))
                    .filter(name -> name.compareTo(after) > 0)
                    .map(name -> new DeliveryRef(tenant, webhook, name.substring(TIME_DIGITS + 1)))
                    .flatMap(ref -> delivery(ref).stream()) // one that is being forgotten is not there
                    .limit(most)
                    .toList();
        }
    }

    /// Lists the deliveries of all tenants that may not have ended.
    public List<DeliveryRef> waiting() {
        try (var objects = work.list(DELIVERIES)) {
            return objects.map(ObjectStat::key)
                    .filter(key -> key.contains(WAITING))
                    .flatMap(key -> ref(key, key.substring(key.lastIndexOf('/') + 1)).stream())
                    .toList();
        }
    }

    /// Lists the deliveries to one webhook that may not have ended.
    public List<DeliveryRef> waiting(Tenant tenant, WebhookId webhook) {
        var folder = folder(tenant) + "waiting/" + webhook + "/";
        try (var objects = work.list(folder)) {
            return objects.map(object ->
                            new DeliveryRef(tenant, webhook, object.key().substring(folder.length())))
                    .toList();
        }
    }

    /// Notes that an event is recorded for all webhooks that want it.
    public void told(Tenant tenant, String event) {
        work.put(folder(tenant) + "told/" + event, EMPTY);
    }

    public void note(Tenant tenant, JobId job, Note note) {
        records.change(
                noteKey(tenant, job),
                Note.class,
                found -> Optional.of(found.orElse(Note.NOTHING).and(note)));
    }

    public Note noted(Tenant tenant, JobId job) {
        return records.read(noteKey(tenant, job), Note.class).orElse(Note.NOTHING);
    }

    public void forgetNote(Tenant tenant, JobId job) {
        work.delete(noteKey(tenant, job));
    }

    private static String noteKey(Tenant tenant, JobId job) {
        return "%smetadata/%s.json".formatted(folder(tenant), job);
    }

    /// Lists the events of all tenants for which that was noted.
    public Set<String> told() {
        try (var objects = work.list(DELIVERIES)) {
            return objects.map(ObjectStat::key)
                    .filter(key -> key.contains(TOLD))
                    .map(key -> key.substring(key.lastIndexOf('/') + 1))
                    .collect(Collectors.toSet());
        }
    }

    /// Drops deliveries older than `limit`.
    public void expire(Instant limit) {
        List<String> old;
        try (var objects = work.list(DELIVERIES)) {
            old = objects.map(ObjectStat::key)
                    .filter(key -> key.contains(LOG))
                    .filter(key -> createdAt(key).isBefore(limit))
                    .toList();
        }
        for (var key : old) {
            ref(key, key.substring(key.lastIndexOf('/') + 1 + TIME_DIGITS + 1)).ifPresent(this::forget);
            work.delete(key);
        }
    }

    /// Removes a delivery, except its place in the log.
    public void forget(DeliveryRef ref) {
        work.delete(key(ref, "waiting", ""));
        work.delete(key(ref, "states", ".json"));
        work.delete(key(ref, "events", ".json"));
    }

    private static Instant createdAt(String logKey) {
        int start = logKey.lastIndexOf('/') + 1;
        return Instant.ofEpochMilli(Long.MAX_VALUE - Long.parseLong(logKey.substring(start, start + TIME_DIGITS), 16));
    }

    /// Parses a key `deliveries/{tenant}/{kind}/{webhook}/...`.
    private static Optional<DeliveryRef> ref(String key, String event) {
        var segments = key.split("/", -1);
        return WebhookId.parse(segments[3]).map(webhook -> new DeliveryRef(new Tenant(segments[1]), webhook, event));
    }

    private static String folder(Tenant tenant) {
        return DELIVERIES + tenant.id() + "/";
    }

    private static String hookKey(Tenant tenant, WebhookId id) {
        return HOOKS + tenant.id() + "/" + id + ".json";
    }

    private static String key(DeliveryRef ref, String kind, String ending) {
        return "%s%s/%s/%s%s".formatted(folder(ref.tenant()), kind, ref.webhook(), ref.event(), ending);
    }

    private static String logKey(DeliveryRef ref, Delivery delivery) {
        return "%slog/%s/%s".formatted(folder(ref.tenant()), ref.webhook(), delivery.cursor());
    }

    private <T> Optional<T> change(String key, Class<T> type, UnaryOperator<T> change) {
        return records.change(key, type, found -> found.map(change));
    }
}
