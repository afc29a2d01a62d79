package dev.azulejo.core.job;

/// `start.json`: an attempt has begun.
///
/// @param delivers whether it was decided in an earlier attempt to deliver: what a slow process of that one may show
///     at any time can no longer be cancelled
public record Start(int schema, JobId job, int attempt, boolean delivers) {
    public static final int SCHEMA = 1;

    static Start of(Attempt attempt, boolean delivers) {
        return new Start(SCHEMA, attempt.job(), attempt.number(), delivers);
    }
}
