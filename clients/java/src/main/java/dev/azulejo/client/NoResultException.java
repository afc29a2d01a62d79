package dev.azulejo.client;

import org.jspecify.annotations.Nullable;

/// Thrown when a job has no result, because it ended otherwise or has not ended.
public final class NoResultException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Job job;

    NoResultException(Job job) {
        super(text(job.status(), job.problem()));
        this.job = job;
    }

    private static String text(Job.Status status, Job.@Nullable Trouble trouble) {
        if (trouble == null) {
            return "the job is " + status.text();
        }
        var advice = trouble.advice() == null ? "" : ". " + trouble.advice();
        return "the job is %s: %s (%s)%s".formatted(status.text(), trouble.detail(), trouble.reason(), advice);
    }

    public Job job() {
        return job;
    }
}
