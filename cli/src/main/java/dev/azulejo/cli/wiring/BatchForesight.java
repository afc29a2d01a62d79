package dev.azulejo.cli.wiring;

import dev.azulejo.core.intake.Order;
import dev.azulejo.core.plan.PlanOutcome.Planned;
import dev.azulejo.core.port.UnreadableImage;
import dev.azulejo.storage.NoSuchObject;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Foresees how long each file of a batch takes, by the headers alone, while the first one is at work already: headers
/// of thousands of files take a while. What `auto` will find in the pixels is not known before. Thread-safe.
public final class BatchForesight implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(BatchForesight.class.getName());
    private static final double MILLIS = 1_000;

    /// Whatever a file takes besides its pixels: its folder, its objects and their way to the disk.
    private static final double LEAST_SECONDS = 0.1;

    private final EmbeddedWiring wiring;
    private final Thread thread;

    /// @param orders of the files, each asked for when its turn has come
    /// @param told gets the seconds of each, in their order; 0 for one of which nothing will come
    public BatchForesight(EmbeddedWiring wiring, List<Supplier<Order>> orders, Consumer<List<Double>> told) {
        this.wiring = wiring;
        thread = Thread.ofPlatform().daemon().name("foresight").start(() -> foresee(orders, told));
    }

    private void foresee(List<Supplier<Order>> orders, Consumer<List<Double>> told) {
        var seconds = new ArrayList<Double>();
        for (var order : orders) {
            if (Thread.currentThread().isInterrupted()) {
                return;
            }
            // only the first one waits for the process
            seconds.add(seconds(
                    order,
                    seconds.isEmpty() ? wiring.foresight() : wiring.foresight().started()));
        }
        told.accept(seconds);
    }

    private double seconds(Supplier<Order> order, LocalForesight foresight) {
        try {
            var request = wiring.intake().resolve(order.get());
            return wiring.plan().foresee(request) instanceof Planned planned
                    ? LEAST_SECONDS
                            + foresight
                                            .estimate(
                                                    planned.plan(),
                                                    planned.shards().size())
                                            .time()
                                            .toMillis()
                                    / MILLIS
                    : 0;
        } catch (UnreadableImage | NoSuchObject e) {
            return 0;
        } catch (RuntimeException e) { // whoever works on the file says what is wrong with it
            LOG.log(Level.DEBUG, "a file tells nothing of the time it takes", e);
            return 0;
        }
    }

    /// Whatever it has not said yet, nobody needs any more.
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
