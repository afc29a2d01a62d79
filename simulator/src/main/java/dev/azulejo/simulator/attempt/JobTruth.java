package dev.azulejo.simulator.attempt;

import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.job.Attempt;
import dev.azulejo.core.job.Decision;
import dev.azulejo.core.job.JobCodec;
import dev.azulejo.core.job.JobId;
import dev.azulejo.core.job.JobObjects;
import dev.azulejo.core.job.JobRequest;
import dev.azulejo.core.job.Outcome;
import dev.azulejo.core.job.StageTrigger;
import dev.azulejo.simulator.place.Shelf;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// What the work place says of jobs at this moment, for who only looks.
public final class JobTruth {
    private final Shelf work;
    private final JobObjects objects;
    private final JobCodec codec;
    /// As long as nothing changes.
    private final Map<JobId, Optional<Attempt>> newest = new HashMap<>();

    private long changes;

    public JobTruth(Shelf work, JobCodec codec) {
        this.work = work;
        this.objects = new JobObjects(work, codec);
        this.codec = codec;
    }

    public Outcome decodeOutcome(byte[] bytes) {
        return codec.decode(bytes, Outcome.class);
    }

    public Decision decodeDecision(byte[] bytes) {
        return codec.decode(bytes, Decision.class);
    }

    public Optional<JobRequest> request(JobId job) {
        return objects.readableRequest(job);
    }

    /// The attempt that began last; none of a job that nobody began.
    public Optional<Attempt> newest(JobId job) {
        if (changes != work.changes()) {
            changes = work.changes();
            newest.clear();
        }
        return newest.computeIfAbsent(job, objects::newest);
    }

    /// None where it cannot be read.
    public Optional<Decision> decision(Attempt attempt) {
        try {
            return objects.decision(attempt);
        } catch (PermanentFailure damaged) {
            return Optional.empty();
        }
    }

    /// The decision of the attempt that began last.
    public Optional<Decision> decision(JobId job) {
        return newest(job).flatMap(this::decision);
    }

    /// The last attempt that was decided to be delivered.
    public Optional<Attempt> delivered(JobId job) {
        for (int number = newest(job).map(Attempt::number).orElse(-1); number >= 0; number--) {
            var attempt = new Attempt(job, number);
            if (decision(attempt).filter(Decision::delivers).isPresent()) {
                return Optional.of(attempt);
            }
        }
        return Optional.empty();
    }

    /// None where it cannot be read.
    public Optional<Outcome> outcome(Attempt attempt) {
        try {
            return objects.outcome(attempt);
        } catch (PermanentFailure damaged) {
            return Optional.empty();
        }
    }

    /// The outcome of the attempt that began last.
    public Optional<Outcome> outcome(JobId job) {
        return newest(job).flatMap(this::outcome);
    }

    public Optional<StageTrigger> due(Attempt attempt) {
        return StageTrigger.dueFor(attempt, objects.work());
    }

    /// In one word, for people and for comparison.
    public static String kind(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Succeeded succeeded -> succeeded.superseded() ? "superseded" : "succeeded";
            case Outcome.Rejected _ -> "rejected";
            case Outcome.Failed _ -> "failed";
            case Outcome.Cancelled _ -> "cancelled";
        };
    }

    public static String kind(Decision decision) {
        return decision.outcome() == null ? "deliver" : kind(decision.outcome());
    }
}
