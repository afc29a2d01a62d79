package dev.azulejo.infra;

import java.util.Optional;
import java.util.regex.Pattern;
import software.constructs.Node;

/// The number of workers, and the concurrency that is reserved for functions.
///
/// @param mostWorkers greatest number on Spot, and again on demand if there is no Spot
/// @param targetWaitSeconds of work that each worker has in front of it before another is started
/// @param zones of the region that machines may be in: each may lack GPUs
/// @param reserves whether some functions have reserved concurrency, which a new account cannot give
/// @param jobs the name of both an existing job queue of AWS Batch and an existing job definition: workers
///     are requested there, and the stack makes no machines
record Fleet(int mostWorkers, int targetWaitSeconds, int zones, boolean reserves, Optional<String> jobs) {
    static final Fleet DEFAULT = new Fleet(16, 1800, 3, true, Optional.empty());

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,128}");

    private static final int MOST_WORKERS = 1_000;
    private static final int MOST_SECONDS = 86_400;
    private static final int MOST_ZONES = 6;

    Fleet {
        check(ContextKey.MAX_WORKERS, mostWorkers, MOST_WORKERS);
        check(ContextKey.TARGET_WAIT, targetWaitSeconds, MOST_SECONDS);
        check(ContextKey.ZONES, zones, MOST_ZONES);
        jobs.filter(name -> !NAME.matcher(name).matches()).ifPresent(name -> {
            throw new IllegalArgumentException(
                    "the context worker-jobs is '%s': name a job queue of AWS Batch, and a job definition of that name"
                            .formatted(name));
        });
    }

    /// Reads the app's context.
    static Fleet from(Node app) {
        return new Fleet(
                number(app, ContextKey.MAX_WORKERS, DEFAULT.mostWorkers),
                number(app, ContextKey.TARGET_WAIT, DEFAULT.targetWaitSeconds),
                number(app, ContextKey.ZONES, DEFAULT.zones),
                Optional.ofNullable(app.tryGetContext(ContextKey.RESERVE_CONCURRENCY.text()))
                        .map(value -> Boolean.parseBoolean(value.toString()))
                        .orElse(DEFAULT.reserves),
                Optional.ofNullable(app.tryGetContext(ContextKey.WORKER_JOBS.text()))
                        .map(Object::toString));
    }

    private static void check(ContextKey key, int number, int most) {
        if (number < 1 || number > most) {
            throw new IllegalArgumentException(
                    "the context %s is %d: give a whole number from 1 to %d".formatted(key.text(), number, most));
        }
    }

    private static int number(Node app, ContextKey key, int otherwise) {
        var value = app.tryGetContext(key.text());
        if (value == null) {
            return otherwise;
        }
        try {
            return Integer.parseInt(value.toString());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "the context %s is '%s': give a whole number".formatted(key.text(), value), e);
        }
    }
}
