package dev.azulejo.api.job;

import dev.azulejo.api.port.Premises;
import dev.azulejo.api.record.Expiry;
import dev.azulejo.api.record.ExpiryObjects;
import dev.azulejo.api.record.Submission;
import dev.azulejo.api.record.TenantObjects;
import dev.azulejo.api.tenant.Tenant;
import dev.azulejo.core.job.key.JobKeys;
import dev.azulejo.core.job.request.JobRequest;
import dev.azulejo.core.job.request.WantedResult;
import dev.azulejo.storage.ObjectStat;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;

/// How long results stay, where they shall not stay for ever: so many seconds from the end of their job, which then
/// goes as if its owner had deleted it. To callers it is gone at that moment; its bytes go with the next sweep.
/// Thread-safe.
@Singleton
public class Lifetimes {
    /// Until a job has ended, nobody knows when its results go.
    private static final Duration BETWEEN_LOOKS = Duration.ofDays(1);

    /// Whoever has noted that a job expires, and is about to begin it.
    private static final Duration SLOW_TO_BEGIN = Duration.ofMinutes(10);

    private final Premises premises;
    private final TenantObjects records;
    private final ExpiryObjects expiries;
    private final JobEnds ends;
    private final Clock clock;

    public Lifetimes(Premises premises, TenantObjects records, JobEnds ends, Clock clock) {
        this.premises = premises;
        this.records = records;
        this.expiries = new ExpiryObjects(premises.objects().work());
        this.ends = ends;
        this.clock = clock;
    }

    /// Sees to it that a job is looked at when its results may have to go. To be called before it begins.
    void note(Tenant tenant, JobRequest request, long seconds) {
        var keys = request.outputs().stream()
                .map(WantedResult::destination)
                .map(uri -> uri.key())
                .toList();
        expiries.note(clock.instant().plus(look(seconds)), Expiry.of(tenant, request.job(), keys));
    }

    private static Duration look(long seconds) {
        var asked = Duration.ofSeconds(seconds);
        return asked.compareTo(BETWEEN_LOOKS) < 0 ? asked : BETWEEN_LOOKS;
    }

    /// When the results of a job go; empty until it has ended, and where they stay.
    Optional<Instant> end(Submission submission) {
        var seconds = submission.keepSeconds();
        if (seconds == null) {
            return Optional.empty();
        }
        var objects = premises.objects();
        return objects.newest(submission.job())
                .map(JobKeys::outcome)
                .flatMap(objects.work()::stat)
                .map(ObjectStat::modified)
                .map(ended -> ended.plusSeconds(seconds));
    }

    /// Whether the time of a job's results is over.
    boolean isOver(Submission submission) {
        return end(submission).filter(at -> !at.isAfter(clock.instant())).isPresent();
    }

    /// Deletes a job whose time is over.
    ///
    /// @return whether it is gone
    boolean close(Tenant tenant, Submission submission) {
        return ends.delete(tenant, submission.job(), "the time of its results is over");
    }

    /// Removes what should be gone by now, for as long as an answer may take. What is left comes with the next sweep,
    /// also
    /// what fails, which keeps no other waiting.
    ///
    /// @throws RuntimeException the first failure
    public void sweep() {
        var end = clock.instant().plus(premises.longestAnswer());
        var failures = new ArrayList<RuntimeException>();
        for (var key : expiries.due(clock.instant())) {
            if (clock.instant().isAfter(end)) {
                break;
            }
            try {
                sweep(key);
            } catch (RuntimeException e) { // thrown once all others have had their turn
                failures.add(e);
            }
        }
        failures.stream().findFirst().ifPresent(first -> {
            throw first;
        });
    }

    private void sweep(String key) {
        var slow = ExpiryObjects.timeOf(key).plus(SLOW_TO_BEGIN);
        if (expiries.at(key).filter(expiry -> !isSettled(expiry, slow)).isEmpty()) {
            expiries.forget(key);
        }
    }

    /// @param slow when it has a record, or will have none any more
    /// @return whether it need not be looked at again as it was noted
    private boolean isSettled(Expiry expiry, Instant slow) {
        var tenant = expiry.whose();
        var found = records.submission(tenant, expiry.which());
        if (found.isEmpty()) {
            if (slow.isAfter(clock.instant())) {
                return false;
            }
            var results = premises.places().open(premises.results());
            expiry.results().forEach(results::delete);
            return true;
        }
        var submission = found.get();
        var seconds = submission.keepSeconds();
        if (submission.deletedAt() != null || seconds == null) {
            return true;
        }
        var end = end(submission);
        if (end.filter(at -> !at.isAfter(clock.instant())).isPresent()) {
            return close(tenant, submission);
        }
        expiries.note(end.orElseGet(() -> clock.instant().plus(look(seconds))), expiry);
        return true;
    }
}
