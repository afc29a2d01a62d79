package dev.azulejo.api.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.azulejo.api.port.Premises;
import dev.azulejo.api.record.TenantJob;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Sends followers of a job its state, each time it changes. All followers of a job share one look at it,
/// and jobs without followers are not looked at. Slow followers get the newest state alone: missed ones are
/// not kept. Thread-safe.
@Singleton
public class JobFollowers {
    static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);

    /// The most looks at once: each reads a few files, or calls S3 as often.
    private static final int LOOKS_AT_ONCE = 8;

    private final Jobs jobs;
    private final ObjectMapper json;
    private final Duration longest;
    private final Clockwork clockwork;
    private final ConcurrentHashMap<TenantJob, JobWatch> watches = new ConcurrentHashMap<>();

    @Inject
    JobFollowers(Jobs jobs, ObjectMapper json, Premises premises) {
        this(jobs, json, premises.longestAnswer(), Clockwork.ofMachine("events-", LOOKS_AT_ONCE));
    }

    /// @param longest time after which streams end, whatever is still to come
    JobFollowers(Jobs jobs, ObjectMapper json, Duration longest, Clockwork clockwork) {
        this.jobs = jobs;
        this.json = json;
        this.longest = longest;
        this.clockwork = clockwork;
    }

    /// Follows a job to its end. An item is the job as JSON, or empty: a sign of life if nothing has
    /// changed for long.
    ///
    /// @param job that exists
    /// @param last the id of the last news that is known already
    Multi<Optional<News>> of(TenantJob job, Optional<String> last) {
        return Multi.createFrom()
                .emitter(
                        emitter -> {
                            var follower = new Follower(emitter, clockwork, longest, last);
                            watches.compute(
                                    job,
                                    (_, watch) -> (watch == null ? new JobWatch(this, job) : watch).with(follower));
                            emitter.onTermination(() -> leave(job, follower));
                        },
                        BackPressureStrategy.LATEST);
    }

    private void leave(TenantJob job, Follower follower) {
        watches.computeIfPresent(job, (_, watch) -> watch.isNeededWithout(follower) ? watch : null);
    }

    /// Ends a watch, which gets no more followers.
    void end(TenantJob job, JobWatch watch) {
        watches.computeIfPresent(job, (_, current) -> {
            if (current != watch) {
                return current;
            }
            watch.stop();
            return null;
        });
    }

    Runnable repeated(Runnable look) {
        return clockwork.every(BETWEEN_LOOKS, look);
    }

    long changes(TenantJob job) {
        return jobs.changes(job.job());
    }

    /// The state of a job.
    ///
    /// @param text as JSON
    /// @param id of this state, independent of its links
    /// @param isEnd whether it is the last one
    record News(String text, String id, boolean isEnd) {}

    /// Whether a client with that news already knows the end.
    boolean isEnd(TenantJob job, String last) {
        var newest = look(job);
        return newest.isEnd() && newest.id().equals(last);
    }

    News look(TenantJob job) {
        var view = jobs.look(job.tenant(), job.job().text());
        try {
            return new News(
                    json.writeValueAsString(view), id(view), view.status().isEnd());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e); // only for types that Jackson does not know
        }
    }

    private static String id(JobView job) {
        var progress = job.progress();
        return "%d.%s.%s.%d"
                .formatted(
                        job.attempt(),
                        job.status().text(),
                        Optional.ofNullable(progress.stage()).orElse("end"),
                        (long) progress.tiles().done());
    }
}
