package dev.azulejo.local.wiring;

import dev.azulejo.core.intake.Order;
import dev.azulejo.core.job.request.JobRequest;
import dev.azulejo.core.plan.PlanOutcome;
import dev.azulejo.core.plan.PlanOutcome.Planned;
import dev.azulejo.core.port.UnreadableImage;
import dev.azulejo.storage.NoSuchObject;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Foresees how long each file of a batch takes, while the first one is at work already: first by the
/// headers, then by a look at the pixels, from which `auto` chooses its models; that takes a hundredth of
/// the time of the work. What is not seen yet is held to differ from its header as what was seen does.
/// Thread-safe.
public final class BatchForesight implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(BatchForesight.class.getName());
    private static final double MILLIS = 1_000;
    private static final Duration BETWEEN_NEWS = Duration.ofMillis(500);

    /// The time of a file besides its pixels: its folder, its objects and their way to the disk.
    private static final double LEAST_SECONDS = 0.1;

    private final EmbeddedWiring wiring;
    private final List<Supplier<Order>> orders;
    private final Consumer<List<Double>> told;
    private final Thread thread;

    /// Plans orders without carrying them out.
    private interface Plans {
        PlanOutcome of(JobRequest request) throws UnreadableImage;
    }

    /// @param orders of the files, each asked for when its turn has come
    /// @param told gets the seconds of each, in their order, again and again; 0 for one of which nothing will come
    public BatchForesight(EmbeddedWiring wiring, List<Supplier<Order>> orders, Consumer<List<Double>> told) {
        this.wiring = wiring;
        this.orders = List.copyOf(orders);
        this.told = told;
        thread = Thread.ofPlatform().daemon().name("foresight").start(this::foresee);
    }

    private void foresee() {
        var byHeader = new double[orders.size()];
        for (int file = 0; file < byHeader.length && !isOver(); file++) {
            byHeader[file] = seconds(file, wiring.plan()::foresee);
        }
        tell(byHeader, new double[0]);
        var seen = new double[byHeader.length];
        long lastNews = System.nanoTime();
        for (int file = 0; file < seen.length && !isOver(); file++) {
            seen[file] = seconds(file, wiring.plan()::foreseeBesideWork);
            if (file == seen.length - 1 || System.nanoTime() - lastNews > BETWEEN_NEWS.toNanos()) {
                tell(byHeader, Arrays.copyOf(seen, file + 1));
                lastNews = System.nanoTime();
            }
        }
    }

    private static boolean isOver() {
        return Thread.currentThread().isInterrupted();
    }

    /// @param seen of as many files as were looked at
    private void tell(double[] byHeader, double[] seen) {
        double foreseen = Arrays.stream(byHeader, 0, seen.length).sum();
        double factor = foreseen > 0 ? Arrays.stream(seen).sum() / foreseen : 1;
        var all = Arrays.stream(byHeader).map(seconds -> factor * seconds).toArray();
        System.arraycopy(seen, 0, all, 0, seen.length);
        LOG.log(Level.DEBUG, () -> "seconds foreseen: " + Arrays.toString(all));
        if (!isOver()) {
            told.accept(Arrays.stream(all).boxed().toList());
        }
    }

    private double seconds(int file, Plans plans) {
        try {
            var request = wiring.intake().resolve(orders.get(file).get());
            return plans.of(request) instanceof Planned planned ? LEAST_SECONDS + seconds(file, planned) : 0;
        } catch (UnreadableImage | NoSuchObject e) {
            return 0;
        } catch (RuntimeException e) { // work on the file says what is wrong with it
            LOG.log(Level.DEBUG, "a file tells nothing of the time it takes", e);
            return 0;
        }
    }

    /// Waits for the decoder process before the first file alone.
    private double seconds(int file, Planned planned) {
        var foresight = file == 0 ? wiring.foresight() : wiring.foresight().started();
        return foresight
                        .estimate(planned.plan(), planned.shards().size())
                        .time()
                        .toMillis()
                / MILLIS;
    }

    /// Stops forecasts that are not made yet.
    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
