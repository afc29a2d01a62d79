package dev.azulejo.worker;

import dev.azulejo.cloud.TaskMessage;
import dev.azulejo.cloud.TaskQueue;
import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.failure.StageFailure;
import dev.azulejo.core.failure.TransientFailure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// The worker's loop: one thread receives messages, and each runner has a shard under way, so that one is
/// read and written while the other's tiles are in the model. It asks for no more messages than it can
/// start at once.
final class Worker {
    private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(30);
    private static final int MOST_MESSAGES = 10;

    private final TaskQueue queue;
    private final TaskRunner runner;
    private final Flights flights;
    private final AbandonableModels models;
    private final Runnable canary;
    private final WorkerTimes times;
    private final EventLog log;
    private final Semaphore free;
    private final ExecutorService runners;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile boolean broken;
    private volatile boolean hadWork;
    private volatile long lastBusy = System.nanoTime();

    enum Ending {
        STOPPED(EndOfProcess.STOPPED),
        IDLE(0),
        BROKEN(1);

        private final int exitCode;

        Ending(int exitCode) {
            this.exitCode = exitCode;
        }

        int exitCode() {
            return exitCode;
        }
    }

    /// @param canary throws when the models do not work on this machine
    /// @param count of runners
    Worker(
            TaskQueue queue,
            TaskRunner runner,
            Flights flights,
            AbandonableModels models,
            Runnable canary,
            int count,
            WorkerTimes times,
            EventLog log) {
        this.queue = queue;
        this.runner = runner;
        this.flights = flights;
        this.models = models;
        this.canary = canary;
        this.times = times;
        this.log = log;
        this.free = new Semaphore(count);
        this.runners = Executors.newFixedThreadPool(
                count, Thread.ofPlatform().daemon().name("shard-", 1).factory());
    }

    /// Works until it is stopped, idle, or of no use. At the end it holds no message any more.
    Ending run() throws InterruptedException {
        var ending = pull();
        log.info(
                "worker-stopping",
                Map.of("why", ending.name(), "held", flights.flying().size()));
        land();
        return broken ? Ending.BROKEN : ending;
    }

    /// Stops the worker: no further shard is started. Returns at once; [#run] ends when what is under way
    /// has ended.
    void stop() {
        stopping.countDown();
        if (flights.isEmpty()) {
            queue.stopReceiving();
        }
        free.release(); // wakes the loop
    }

    private boolean isStopping() {
        return stopping.getCount() == 0;
    }

    private Ending pull() throws InterruptedException {
        var backoff = Duration.ofSeconds(1);
        while (true) {
            free.acquire();
            int places = Math.min(MOST_MESSAGES, 1 + free.drainPermits());
            if (isStopping()) {
                return Ending.STOPPED;
            }
            int taken = 0;
            try {
                var messages = queue.receive(places, wait(flights.isEmpty()), times.hiddenAtFirst());
                taken = start(messages);
                backoff = Duration.ofSeconds(1);
            } catch (TransientFailure e) {
                if (!isStopping()) {
                    log.warning("queue-not-available", Map.of("cause", String.valueOf(e.getMessage())));
                    stopping.await(backoff.toMillis(), TimeUnit.MILLISECONDS);
                    backoff = Duration.ofMillis(Math.min(2 * backoff.toMillis(), LONGEST_BACKOFF.toMillis()));
                }
            } catch (PermanentFailure e) {
                log.error("queue-not-usable", Map.of("cause", String.valueOf(e.getMessage())));
                broken = true;
                return Ending.BROKEN;
            } finally {
                free.release(places - taken);
            }
            if (isIdle()) {
                return Ending.IDLE;
            }
        }
    }

    /// @return how many runners they took
    private int start(List<TaskMessage> messages) {
        for (var message : messages) {
            hadWork = true;
            var flight = flights.begin(message);
            if (isStopping()) { // they came with the last answer
                runner.giveBack(flight);
                flights.landed(flight);
                free.release();
            } else {
                runners.execute(() -> fly(flight));
            }
        }
        return messages.size();
    }

    private Duration wait(boolean nothingToDo) {
        if (!nothingToDo) {
            return times.pollWhileBusy();
        }
        var left = patience().minusNanos(System.nanoTime() - lastBusy);
        if (patience().isZero() || left.compareTo(times.poll()) > 0) {
            return times.poll();
        }
        return left.isNegative() ? Duration.ZERO : left;
    }

    private boolean isIdle() {
        return !patience().isZero()
                && flights.isEmpty()
                && System.nanoTime() - lastBusy >= patience().toNanos();
    }

    private Duration patience() {
        return hadWork ? times.idle() : times.first();
    }

    private void fly(Flight flight) {
        try {
            if (!runner.run(flight)) {
                canary.run();
            }
        } catch (StageFailure | Error e) {
            // The device does not work, or memory is exhausted: another worker may succeed with the
            // message.
            log.error("worker-broken", Map.of("stack", EventLog.stack(e)));
            broken = true;
            stop(); // first, or this worker would be the one to have it next
            flight.marked(false); // the marker stays: perhaps it was the shard
            runner.giveBack(flight);
        } catch (RuntimeException bug) {
            log.error("message-left", Map.of("message", flight.message().id(), "stack", EventLog.stack(bug)));
        } finally {
            lastBusy = System.nanoTime();
            flights.landed(flight);
            free.release();
        }
    }

    private void land() throws InterruptedException {
        if (!flights.awaitNone(times.grace())) {
            models.abandon();
            log.info("shards-abandoned", Map.of("held", flights.flying().size()));
            if (!flights.awaitNone(times.afterGrace())) {
                flights.flying().forEach(runner::giveBack);
                flights.awaitNone(times.atLast());
            }
        }
        runners.shutdown();
        queue.stopReceiving();
    }
}
