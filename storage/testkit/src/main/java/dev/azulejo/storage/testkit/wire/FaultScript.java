package dev.azulejo.storage.testkit.wire;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.function.Predicate;

/// Decides which fault meets which request. Thread-safe.
public final class FaultScript {
    private final Queue<Entry> entries = new ArrayDeque<>(); // guarded by this
    private final List<String> log = new ArrayList<>(); // guarded by this
    private final Optional<Random> random;
    private final double share;
    private int left;
    private boolean isExpired; // the latest request met an expired token

    private record Entry(Predicate<WireRequest> when, WireFault fault) {}

    private FaultScript(Optional<Random> random, double share, int most) {
        this.random = random;
        this.share = share;
        this.left = most;
    }

    /// Makes a script without faults except those of [#then].
    public static FaultScript none() {
        return new FaultScript(Optional.empty(), 0, 0);
    }

    /// Makes random faults, equal for equal seeds and requests. A token that was renewed for a request
    /// outlives it.
    ///
    /// @param share of requests that a fault meets
    /// @param most faults in all, after which all goes well
    public static FaultScript seeded(long seed, double share, int most) {
        return new FaultScript(Optional.of(new Random(seed)), share, most);
    }

    /// The next request that fits meets `fault`, once; later entries wait for earlier ones.
    public synchronized FaultScript then(Predicate<WireRequest> when, WireFault fault) {
        entries.add(new Entry(when, fault));
        return this;
    }

    /// Asked once for each request, by the server.
    synchronized Optional<WireFault> next(WireRequest request) {
        var fault = scripted(request).or(this::drawn);
        isExpired = fault.filter(WireFault.ExpiredToken.class::isInstance).isPresent();
        fault.ifPresent(met -> log.add("%s %s: %s".formatted(request.method(), request.path(), met)));
        return fault;
    }

    private Optional<WireFault> scripted(WireRequest request) {
        var entry = entries.peek();
        if (entry == null || !entry.when.test(request)) {
            return Optional.empty();
        }
        entries.remove();
        return Optional.of(entry.fault);
    }

    private Optional<WireFault> drawn() {
        if (random.isEmpty() || left == 0 || random.get().nextDouble() >= share) {
            return Optional.empty();
        }
        left--;
        var from = random.get();
        return Optional.of(
                switch (from.nextInt(9)) {
                    case 0 -> new WireFault.Throttled(from.nextInt(4));
                    case 1 -> new WireFault.Unavailable();
                    case 2 -> new WireFault.LostRequest();
                    case 3 -> new WireFault.LostAnswer();
                    case 4 -> new WireFault.CutAnswer(from.nextInt(2000));
                    case 5 -> new WireFault.DamagedContent(from.nextInt(2000));
                    case 6 -> new WireFault.DamagedRequest(from.nextInt(2000));
                    case 7 -> isExpired ? new WireFault.Unavailable() : new WireFault.ExpiredToken();
                    default -> new WireFault.ForgottenUpload();
                });
    }

    /// What was met so far, in order: for messages of tests.
    public synchronized List<String> log() {
        return List.copyOf(log);
    }
}
