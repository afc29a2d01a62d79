package dev.azulejo.core.job.key;

/// One try of a job, from its start to its end. Its records lie under keys of its own, so a later attempt
/// reads nothing that a slow process of an earlier one writes; pixels belong to the job and are shared.
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

    public Attempt next() {
        return new Attempt(job, number + 1);
    }

    @Override
    public String toString() {
        return number == 0 ? job.toString() : "%s (attempt %d)".formatted(job, number);
    }
}
