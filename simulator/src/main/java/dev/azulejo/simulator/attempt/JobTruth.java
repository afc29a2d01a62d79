package dev.azulejo.simulator.attempt;

import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.job.Decision;
import dev.azulejo.core.job.JobCodec;
import dev.azulejo.core.job.JobId;
import dev.azulejo.core.job.JobObjects;
import dev.azulejo.core.job.JobRequest;
import dev.azulejo.core.job.Outcome;
import dev.azulejo.core.job.StageTrigger;
import dev.azulejo.storage.JobStorage;
import java.util.Optional;

/// What the work place says of jobs at this moment, for who only looks.
public final class JobTruth {
    private final JobObjects objects;
    private final JobCodec codec;

    public JobTruth(JobStorage work, JobCodec codec) {
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

    /// Which try of the job is on.
    public int attempt(JobId job) {
        return objects.attempt(job);
    }

    /// The decision of the try that is on; none where it cannot be read.
    public Optional<Decision> decision(JobId job) {
        try {
            return objects.decision(job);
        } catch (PermanentFailure damaged) {
            return Optional.empty();
        }
    }

    /// The outcome of the try that is on; none where it cannot be read.
    public Optional<Outcome> outcome(JobId job) {
        try {
            return objects.outcome(job);
        } catch (PermanentFailure damaged) {
            return Optional.empty();
        }
    }

    public Optional<StageTrigger> due(JobId job) {
        return StageTrigger.dueFor(job, objects.work());
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
