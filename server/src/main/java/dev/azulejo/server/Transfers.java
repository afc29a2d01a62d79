package dev.azulejo.server;

import dev.azulejo.api.problem.Problem.Kind;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;

/// Counts the files that are on their way, by whose they are and which way they go. Thread-safe.
final class Transfers {
    private static final Duration RETRY = Duration.ofSeconds(5);

    private final ConcurrentHashMap<Side, Integer> open = new ConcurrentHashMap<>();
    private final int most;

    /// @param most how many of one owner may go one way at the same time
    Transfers(int most) {
        this.most = most;
    }

    private record Side(String method, String owner) {}

    /// Lets one more transfer begin, which ends with the request.
    ///
    /// @param owner a tenant, or whatever else limits are for
    void begin(Ending request, String method, String owner) {
        var side = new Side(method, owner);
        if (open.merge(side, 1, Integer::sum) > most) {
            end(side);
            throw Kind.TOO_MANY_REQUESTS
                    .exception(
                            "%d files of yours are on their way at once, and no more are allowed; wait for one to end"
                                    .formatted(most))
                    .retryAfter(RETRY);
        }
        request.then(() -> end(side));
    }

    private void end(Side side) {
        open.computeIfPresent(side, (_, count) -> count == 1 ? null : count - 1);
    }
}
