package dev.azulejo.core.job;

import org.jspecify.annotations.Nullable;

/// `start.json`: an attempt has begun.
///
/// What failing needs is kept here: a redrive may be younger than the request, which goes before it where
/// what is old is dropped.
///
/// @param delivers whether it was decided in an earlier attempt to deliver: what a slow process of that one may show
///     at any time can no longer be cancelled
/// @param source what the job is made from; absent in what earlier builds wrote
public record Start(
        int schema,
        JobId job,
        int attempt,
        boolean delivers,
        @Nullable SourceRef source) {
    public static final int SCHEMA = 1;

    static Start of(Attempt attempt, boolean delivers, @Nullable SourceRef source) {
        return new Start(SCHEMA, attempt.job(), attempt.number(), delivers, source);
    }
}
