package dev.azulejo.worker;

import dev.azulejo.cloud.TaskMessage;
import dev.azulejo.cloud.TaskQueue;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// The messages that this worker holds, and keeps hidden from others for as long as it does. If the worker
/// dies, they become visible when the last extension runs out. Thread-safe.
final class Flights implements AutoCloseable {
    private final TaskQueue queue;
    private final Duration hidden;
    private final EventLog log;
    private final Set<Flight> flying = new LinkedHashSet<>(); // guarded by this
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("visibility").factory());

    /// @param hidden for how long each extension hides a message
    Flights(TaskQueue queue, Duration hidden, EventLog log) {
        this.queue = queue;
        this.hidden = hidden;
        this.log = log;
    }

    /// Starts to extend all messages again and again, on a thread of its own.
    ///
    /// @param every time between extensions; several must fail before a message becomes visible
    void extendEvery(Duration every) {
        var _ = clock.scheduleWithFixedDelay(this::extendAll, every.toNanos(), every.toNanos(), TimeUnit.NANOSECONDS);
    }

    synchronized Flight begin(TaskMessage message) {
        var flight = new Flight(message);
        flying.add(flight);
        return flight;
    }

    synchronized void landed(Flight flight) {
        flying.remove(flight);
        notifyAll();
    }

    synchronized List<Flight> flying() {
        return List.copyOf(flying);
    }

    synchronized boolean isEmpty() {
        return flying.isEmpty();
    }

    /// Waits until all flights have ended.
    ///
    /// @return whether they have, within `most`
    synchronized boolean awaitNone(Duration most) throws InterruptedException {
        long end = System.nanoTime() + most.toNanos();
        while (!flying.isEmpty()) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return true;
    }

    void extend(Flight flight) {
        queue.hide(flight.message(), hidden);
    }

    /// Extends all messages that this worker holds.
    void extendAll() {
        for (var flight : flying()) {
            try {
                flight.whileFlying(() -> extend(flight));
            } catch (RuntimeException e) { // after any failure, the next ones go on
                log.warning(
                        "visibility-not-extended",
                        Map.of("message", flight.message().id(), "cause", String.valueOf(e.getMessage())));
            }
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
