package dev.azulejo.api.upload;

import dev.azulejo.api.port.Premises;
import dev.azulejo.api.problem.Problem;
import dev.azulejo.api.problem.Problem.FieldError;
import dev.azulejo.api.problem.Problem.Kind;
import dev.azulejo.api.problem.ProblemException;
import dev.azulejo.api.record.Fetch;
import dev.azulejo.api.record.TenantObjects;
import dev.azulejo.api.record.Upload;
import dev.azulejo.api.record.UploadId;
import dev.azulejo.api.tenant.Tenant;
import dev.azulejo.core.job.key.CanonicalText.Hash;
import dev.azulejo.storage.NoSuchObject;
import dev.azulejo.storage.Precondition;
import dev.azulejo.storage.StorageDenied;
import dev.azulejo.storage.StorageFailure;
import dev.azulejo.storage.StorageUnavailable;
import dev.azulejo.storage.https.RefusedAddress;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Makes uploads of files that lie elsewhere. A job's id follows from its bytes, so they must be here
/// first: the request waits, and the same request later finds the fetch of the first, also after a death.
/// Thread-safe.
@Singleton
public class Fetches {
    private static final System.Logger LOG = System.getLogger(Fetches.class.getName());
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);
    private static final int MOST_AT_ONCE = 8;

    /// The most fetches of a tenant at once, so slow servers of one tenant keep no other waiting.
    private static final int MOST_AT_ONCE_OF_ONE = 3;

    /// The most fetches of a tenant, running and waiting.
    private static final int MOST_OPEN = 64;

    private final Premises premises;
    private final TenantObjects records;
    private final Uploads uploads;
    private final UploadQuota quota;
    private final Origins origins;
    private final Clock clock;
    private final Executor threads = task -> Thread.ofVirtual().name("fetch").start(task);
    private final Semaphore atOnce = new Semaphore(MOST_AT_ONCE, true);
    private final Map<Tenant, Semaphore> shares = new ConcurrentHashMap<>();
    private final Map<Key, CompletableFuture<Upload>> open = new ConcurrentHashMap<>();

    private record Key(String tenant, String upload) {}

    public Fetches(
            Premises premises,
            TenantObjects records,
            Uploads uploads,
            UploadQuota quota,
            Origins origins,
            Clock clock) {
        this.premises = premises;
        this.records = records;
        this.uploads = uploads;
        this.quota = quota;
        this.origins = origins;
        this.clock = clock;
    }

    /// Returns the file in its present version, as an upload whose bytes are all here.
    ///
    /// @throws ProblemException when it cannot be fetched, or not yet
    public Upload fetched(Tenant tenant, Origin origin) {
        try {
            var look = origin.look();
            if (look.bytes().isPresent() && look.bytes().getAsLong() > premises.mostUploadBytes()) {
                throw new StorageDenied(
                        "the file has %d bytes; at most %d are taken"
                                .formatted(look.bytes().getAsLong(), premises.mostUploadBytes()),
                        null);
            }
            var fetch = new Fetch(
                    Fetch.SCHEMA,
                    tenant.id(),
                    usable(tenant, origin, look.version()).text(),
                    FileName.of(origin.fileName()),
                    origin.text(),
                    look.version(),
                    clock.instant());
            var here = here(tenant, fetch);
            return here.isPresent() ? here.get() : waitFor(begin(tenant, fetch), fetch, origin);
        } catch (StorageFailure e) {
            throw problem(origin, e);
        }
    }

    private Optional<Upload> here(Tenant tenant, Fetch fetch) {
        return uploads.find(tenant, fetch.upload()).filter(upload -> uploads.isComplete(tenant, upload));
    }

    /// Continues the fetches of an earlier process.
    public void resume() {
        for (var fetch : records.fetches()) {
            var _ = begin(new Tenant(fetch.tenant()), fetch);
        }
    }

    /// The id of an upload: equal for equal versions of a file, however often it is asked for. After its
    /// removal the next one has another id, as removed uploads never come back.
    private UploadId usable(Tenant tenant, Origin origin, String version) {
        for (int removed = 0; ; removed++) {
            var id = id(tenant, origin, removed == 0 ? version : version + "\n" + removed);
            if (uploads.find(tenant, id.text())
                    .filter(upload -> !uploads.isUsable(upload))
                    .isEmpty()) {
                return id;
            }
        }
    }

    private static UploadId id(Tenant tenant, Origin origin, String version) {
        var text = String.join("\n", tenant.id(), origin.text(), version);
        return UploadId.of(Hash.of(text.getBytes(StandardCharsets.UTF_8)));
    }

    private CompletableFuture<Upload> begin(Tenant tenant, Fetch fetch) {
        var mine = new CompletableFuture<Upload>();
        var key = new Key(tenant.id(), fetch.upload());
        var others = open.putIfAbsent(key, mine);
        if (others != null) {
            return others;
        }
        try {
            if (open.keySet().stream()
                            .filter(other -> other.tenant().equals(tenant.id()))
                            .count()
                    > MOST_OPEN) {
                throw new StorageUnavailable(
                        "%d files are being fetched for you already; ask again when some are here".formatted(MOST_OPEN),
                        null);
            }
            records.put(tenant, fetch);
            threads.execute(() -> run(tenant, fetch, key, mine));
        } catch (RuntimeException e) {
            open.remove(key);
            mine.completeExceptionally(e);
            throw e;
        }
        return mine;
    }

    private void run(Tenant tenant, Fetch fetch, Key key, CompletableFuture<Upload> result) {
        try {
            var here = here(tenant, fetch); // another fetch may have ended since the last look
            if (here.isPresent()) {
                records.forget(tenant, fetch);
            }
            result.complete(here.isPresent() ? here.get() : bringInTurn(tenant, fetch));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            result.completeExceptionally(new CancellationException());
        } catch (RuntimeException | Error e) { // passed on to waiting requests, if there are any
            LOG.log(Level.INFO, "%s ended: %s".formatted(fetch, e.getMessage()));
            result.completeExceptionally(e);
        } finally {
            open.remove(key);
        }
    }

    /// Waits for the tenant's own share first, so no common place is held by a fetch that waits for
    /// others of its tenant.
    private Upload bringInTurn(Tenant tenant, Fetch fetch) throws InterruptedException {
        var share = shares.computeIfAbsent(tenant, _ -> new Semaphore(MOST_AT_ONCE_OF_ONE, true));
        share.acquire();
        try {
            atOnce.acquire();
            try {
                return bring(tenant, fetch);
            } finally {
                atOnce.release();
            }
        } finally {
            share.release();
        }
    }

    private Upload bring(Tenant tenant, Fetch fetch) {
        try {
            var origin = origins.again(tenant, fetch.address());
            var named = Upload.of(new UploadId(fetch.upload()), fetch.name(), 0, clock.instant());
            var uri = uploads.uri(tenant, named);
            Upload upload;
            try (var in = origin.read(fetch.version());
                    var pending = premises.places().open(uri.place()).write(uri.key(), Map.of())) {
                upload = named.from(origin.shown(), in.transferTo(pending));
                quota.hold(tenant, upload);
                pending.commit(Precondition.ABSENT); // or they are there: the same version has the same bytes
            }
            var added = uploads.add(tenant, upload);
            records.forget(tenant, fetch);
            return added;
        } catch (RefusedAddress e) {
            records.forget(tenant, fetch);
            throw new StorageDenied(String.valueOf(e.getMessage()), e);
        } catch (NoSuchObject | StorageDenied | StorageUnavailable | ProblemException e) { // asking again begins anew
            records.forget(tenant, fetch);
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Upload waitFor(CompletableFuture<Upload> result, Fetch fetch, Origin origin) {
        var longest = premises.longestAnswer().compareTo(LONGEST_WAIT) < 0 ? premises.longestAnswer() : LONGEST_WAIT;
        try {
            return result.get(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw Kind.UNAVAILABLE.exception(
                    "the file is still on its way; send the same request again, and it goes on from there");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new InterruptedIOException());
        } catch (ExecutionException | CompletionException e) {
            if (e.getCause() instanceof StorageFailure failure) {
                throw problem(origin, failure);
            }
            if (e.getCause() instanceof ProblemException refused) {
                throw refused;
            }
            throw new IllegalStateException("%s failed".formatted(fetch), e.getCause());
        }
    }

    private static RuntimeException problem(Origin origin, StorageFailure failure) {
        return switch (failure) {
            case NoSuchObject _, StorageDenied _ ->
                Problem.invalid(List.of(new FieldError(origin.pointer(), "cannot be read: " + failure.getMessage())));
            case StorageUnavailable _ -> Kind.UNAVAILABLE.exception(String.valueOf(failure.getMessage()));
            default -> failure;
        };
    }
}
