package dev.azulejo.cloud;

import dev.azulejo.core.job.key.WorkLayout;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/// Names in the cloud: of metrics, and those made from the names of constants, so that each is spelled
/// once.
public final class Names {
    /// The namespace of metrics.
    public static final String METRICS = "Azulejo";

    public static final String FUNCTION_DIMENSION = "function";

    /// A metric: jobs that ended as failed.
    public static final String FAILED_JOBS = "FailedJobs";

    /// A metric: jobs whose decision to deliver was found without a result.
    public static final String UNDELIVERED_DECISIONS = "UndeliveredDecisions";

    /// A metric: attempts on which work has stopped, found by a daily look.
    public static final String OVERDUE_ATTEMPTS = "OverdueAttempts";

    /// A metric: times that a drive, or a place beside it, was in the way of a route.
    public static final String ROUTE_TROUBLE = "RouteTrouble";

    /// The object of the work bucket in which the function that starts workers notes what it must know the next time.
    public static final String POOL_NOTES = WorkLayout.FLEET.key("pool.json");

    private Names() {}

    /// Turns `STITCH_STRIP` into `StitchStrip`, for constructs, outputs and placeholders.
    public static String pascal(Enum<?> constant) {
        return Arrays.stream(constant.name().split("_"))
                .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining());
    }

    /// Turns `STITCH_STRIP` into `stitch-strip`, for handlers, machines and answers.
    public static String kebab(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
