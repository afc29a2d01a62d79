package dev.azulejo.api.job;

import dev.azulejo.api.job.PreviewView.PyramidView;
import dev.azulejo.api.port.Links;
import dev.azulejo.api.port.Premises;
import dev.azulejo.api.problem.Problem.Kind;
import dev.azulejo.api.record.Submission;
import dev.azulejo.api.tenant.Tenant;
import dev.azulejo.api.upload.Uploads;
import dev.azulejo.core.job.key.Attempt;
import dev.azulejo.core.job.key.JobKeys;
import dev.azulejo.core.job.outcome.Outcome;
import dev.azulejo.core.job.outcome.Outcome.Succeeded;
import dev.azulejo.core.job.request.JobRequest;
import dev.azulejo.core.pixels.ImageFormat;
import dev.azulejo.core.port.Previewer;
import dev.azulejo.core.port.UnreadableImage;
import dev.azulejo.storage.NoSuchObject;
import dev.azulejo.storage.ObjectStat;
import dev.azulejo.storage.StorageUri;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Makes pyramids of a job's source and result for viewers at the first request, and keeps them in the
/// job's folder until the job is deleted or its pixels expire. A request waits for them; others meanwhile
/// join it. Thread-safe.
@Singleton
public class Previews {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

    private final Premises premises;
    private final Jobs jobs;
    private final Uploads uploads;
    private final Links links;
    private final Previewer previewer;

    /// Lets one preview be made after another: each takes a processor and a decoder.
    private final Semaphore turn = new Semaphore(1, true);

    private final Map<Attempt, CompletableFuture<PreviewView>> open = new ConcurrentHashMap<>();

    public Previews(Premises premises, Jobs jobs, Uploads uploads, Links links, Previewer previewer) {
        this.premises = premises;
        this.jobs = jobs;
        this.uploads = uploads;
        this.links = links;
        this.previewer = previewer;
    }

    /// @throws dev.azulejo.api.problem.ProblemException when there is none, or not yet
    PreviewView of(Tenant tenant, String id) {
        var submission = jobs.present(tenant, id);
        var objects = premises.objects();
        var attempt = objects.newest(submission.job()).orElse(Attempt.first(submission.job()));
        if (!(objects.outcome(attempt).orElse(null) instanceof Succeeded succeeded) || succeeded.result() == null) {
            throw Kind.NOT_POSSIBLE_NOW.exception("there is nothing to see before the job has succeeded");
        }
        return waitFor(begin(tenant, submission, attempt, succeeded.result()));
    }

    private CompletableFuture<PreviewView> begin(
            Tenant tenant, Submission submission, Attempt attempt, Outcome.DeliveredResult result) {
        var mine = new CompletableFuture<PreviewView>();
        var others = open.putIfAbsent(attempt, mine);
        if (others != null) {
            return others;
        }
        Thread.ofPlatform().daemon().name("preview").start(() -> {
            try {
                mine.complete(made(tenant, submission, attempt, result));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                mine.completeExceptionally(e);
            } catch (UnreadableImage | IOException | RuntimeException | Error e) { // passed on to the waiting requests
                mine.completeExceptionally(e);
            } finally {
                open.remove(attempt);
            }
        });
        return mine;
    }

    private PreviewView made(Tenant tenant, Submission submission, Attempt attempt, Outcome.DeliveredResult result)
            throws UnreadableImage, IOException, InterruptedException {
        turn.acquire();
        try {
            var source = uploads.find(tenant, submission.upload()).map(upload -> uploads.uri(tenant, upload));
            int page = premises.objects()
                    .findRequest(attempt.job())
                    .map(JobRequest::page)
                    .orElse(1);
            var before = source.isPresent() ? source(source.get(), page, attempt) : Optional.<PyramidView>empty();
            var after = isPyramid(result.uri())
                    ? linked(result.uri(), result.bytes())
                    : pyramid(result.uri(), 1, JobKeys.preview(attempt, "after.szi"));
            if (jobs.find(tenant, submission.id()).deletedAt() != null) { // while they were made
                jobs.delete(tenant, submission.id());
                throw Kind.GONE.exception("the job was deleted");
            }
            return new PreviewView(before.orElse(null), after);
        } finally {
            turn.release();
        }
    }

    private static boolean isPyramid(StorageUri uri) {
        return uri.key().endsWith("." + ImageFormat.SZI.extension());
    }

    private Optional<PyramidView> source(StorageUri uri, int page, Attempt attempt)
            throws UnreadableImage, IOException {
        try {
            return Optional.of(pyramid(uri, page, JobKeys.preview(attempt, "before.szi")));
        } catch (NoSuchObject e) {
            return Optional.empty();
        }
    }

    private PyramidView pyramid(StorageUri image, int page, String key) throws UnreadableImage, IOException {
        var work = premises.objects().work();
        if (!work.exists(key)) {
            try (var pending = work.write(key, Map.of())) {
                previewer.write(premises.places().open(image.place()).read(image.key()), page, pending);
                pending.commit();
            }
        }
        long bytes = work.stat(key).map(ObjectStat::bytes).orElseThrow(() -> new NoSuchObject("no " + key, null));
        return linked(new StorageUri(premises.work(), key), bytes);
    }

    private PyramidView linked(StorageUri uri, long bytes) {
        var link = links.read(uri, uri.key().substring(uri.key().lastIndexOf('/') + 1));
        return new PyramidView(bytes, link.url(), link.expiresAt());
    }

    private PreviewView waitFor(CompletableFuture<PreviewView> preview) {
        var longest = premises.longestAnswer().compareTo(LONGEST_WAIT) < 0 ? premises.longestAnswer() : LONGEST_WAIT;
        try {
            return preview.get(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw Kind.UNAVAILABLE.exception("it is still being made; ask again, and you go on waiting for it");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new InterruptedIOException());
        } catch (ExecutionException e) {
            throw problem(e.getCause());
        }
    }

    private static RuntimeException problem(@Nullable Throwable cause) {
        return switch (cause) {
            case UnreadableImage unreadable ->
                Kind.NOT_POSSIBLE_NOW.exception("it cannot be shown: " + unreadable.detail());
            case NoSuchObject _ -> Kind.NOT_FOUND.exception("the result is gone");
            case RuntimeException known -> known;
            case null, default -> new IllegalStateException("a preview failed", cause);
        };
    }
}
