package dev.azulejo.core.job;

/// One try of a job, from its start to its end. What it says about itself lies under keys of its own, so nothing that
/// a slow process of an earlier attempt writes is read by a later one; pixels are the job's, and are used by all.
///
/// @param number from 0 on; each redrive begins the next
public record Attempt(JobId job, int number) {
    public Attempt {
        if (number < 0) {
            throw new IllegalArgumentException("attempt %d is below 0".formatted(number));
        }
    }

    public static Attempt first(JobId job) {
        return new Attempt(job, 0);
    }

    Attempt next() {
        return new Attempt(job, number + 1);
    }

    /// As messages name it.
    @Override
    public String toString() {
        return number == 0 ? job.toString() : "%s (attempt %d)".formatted(job, number);
    }
}
