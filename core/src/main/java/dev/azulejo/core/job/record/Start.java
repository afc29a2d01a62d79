package dev.azulejo.core.job.record;

import dev.azulejo.core.job.key.Attempt;
import dev.azulejo.core.job.key.JobId;
import dev.azulejo.core.job.request.SourceRef;
import org.jspecify.annotations.Nullable;

/// `start.json`: says that an attempt has begun.
///
/// It holds all that a failure report needs: the request may be older than a redrive, and so be dropped
/// before it.
///
/// @param delivers whether an earlier attempt decided to deliver: a slow process of that one may show
///     results at any time, so the job can no longer be cancelled
/// @param source what the job is made from; absent in what earlier builds wrote
public record Start(
        int schema,
        JobId job,
        int attempt,
        boolean delivers,
        @Nullable SourceRef source) {
    public static final int SCHEMA = 1;

    public static Start of(Attempt attempt, boolean delivers, @Nullable SourceRef source) {
        return new Start(SCHEMA, attempt.job(), attempt.number(), delivers, source);
    }
}
