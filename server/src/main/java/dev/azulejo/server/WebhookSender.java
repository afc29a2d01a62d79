package dev.azulejo.server;

import dev.azulejo.api.delivery.Courier;
import dev.azulejo.api.delivery.Deliveries;
import dev.azulejo.api.record.DeliveryRef;
import dev.azulejo.api.record.WebhookId;
import dev.azulejo.api.tenant.Tenant;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Calls [Deliveries] when something is due. Each webhook has a lane of its own, so one that does not
/// answer delays no other. What waits here is only names and times: a server that starts again
/// finds the same. Thread-safe.
final class WebhookSender implements Courier, AutoCloseable {
    private static final System.Logger LOG = System.getLogger(WebhookSender.class.getName());

    /// The most calls at a time to one receiver.
    private static final int MOST_AT_ONCE = 4;

    private static final Duration PAUSE_AFTER_TROUBLE = Duration.ofMinutes(1);
    private static final Duration BETWEEN_SWEEPS = Duration.ofHours(24);

    private final Deliveries deliveries;
    private final Clock clock;
    private final Map<Address, Lane> lanes = new HashMap<>(); // guarded by lock
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Thread thread;

    WebhookSender(Deliveries deliveries, Clock clock) {
        this.deliveries = deliveries;
        this.clock = clock;
        this.thread = Thread.ofPlatform().daemon().name("webhooks").unstarted(this::work);
    }

    private record Address(Tenant tenant, WebhookId webhook) {
        static Address of(DeliveryRef ref) {
            return new Address(ref.tenant(), ref.webhook());
        }
    }

    private record Due(String event, Instant at) {}

    /// The deliveries to one webhook.
    private static final class Lane {
        private final PriorityQueue<Due> queue = new PriorityQueue<>(Comparator.comparing(Due::at));
        private final Map<String, Instant> times = new HashMap<>(); // those that hold; others of the queue are outdated
        private final Map<String, Optional<Instant>> running = new HashMap<>(); // with what was asked for meanwhile

        void add(String event, Instant at) {
            if (running.replace(event, Optional.of(at)) != null) {
                return; // one after the other
            }
            if (!at.equals(times.put(event, at))) {
                queue.add(new Due(event, at));
            }
        }

        /// The time when the first is due; empty if there is none, or if enough are under way.
        Optional<Instant> next() {
            while (!queue.isEmpty()
                    && !queue.peek().at().equals(times.get(queue.peek().event()))) {
                queue.remove();
            }
            return running.size() < MOST_AT_ONCE
                    ? Optional.ofNullable(queue.peek()).map(Due::at)
                    : Optional.empty();
        }

        String take() {
            var first = queue.remove();
            times.remove(first.event());
            running.put(first.event(), Optional.empty());
            return first.event();
        }

        void done(String event, Optional<Instant> next) {
            Optional.ofNullable(running.remove(event))
                    .flatMap(asked -> asked.or(() -> next))
                    .ifPresent(at -> add(event, at));
        }

        boolean isIdle() {
            return running.isEmpty() && times.isEmpty();
        }
    }

    void start() {
        thread.start();
    }

    @Override
    public void due(DeliveryRef delivery, Instant at) {
        lock.lock();
        try {
            lanes.computeIfAbsent(Address.of(delivery), _ -> new Lane()).add(delivery.event(), at);
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    private void work() {
        try {
            while (true) {
                sweep();
                var next = clock.instant().plus(BETWEEN_SWEEPS);
                while (clock.instant().isBefore(next)) {
                    dueOrWait(next)
                            .forEach(ref -> Thread.ofVirtual().name("webhook").start(() -> attempt(ref)));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Takes on what an earlier process has left, or this one has lost, and forgets what is too old.
    private void sweep() {
        try {
            deliveries.expire();
            var now = clock.instant();
            deliveries.pending().forEach(ref -> due(ref, now)); // what is not due yet says so
        } catch (RuntimeException e) { // new events shall not wait for it
            LOG.log(Level.ERROR, "webhooks that were left wait for the next start", e);
        }
    }

    /// Waits for what is due; none where there is nothing until then.
    private List<DeliveryRef> dueOrWait(Instant until) throws InterruptedException {
        lock.lock();
        try {
            var found = taken();
            while (found.isEmpty() && clock.instant().isBefore(until)) {
                var wake = lanes.values().stream()
                        .flatMap(lane -> lane.next().stream())
                        .min(Comparator.naturalOrder())
                        .filter(until::isAfter)
                        .orElse(until);
                long millis = Duration.between(clock.instant(), wake).toMillis() + 1;
                if (millis > 0) {
                    changed.await(millis, TimeUnit.MILLISECONDS);
                }
                found = taken();
            }
            return found;
        } finally {
            lock.unlock();
        }
    }

    private List<DeliveryRef> taken() {
        var now = clock.instant();
        var found = new ArrayList<DeliveryRef>();
        lanes.values().removeIf(Lane::isIdle);
        lanes.forEach((address, lane) -> {
            while (lane.next().filter(at -> !at.isAfter(now)).isPresent()) {
                found.add(new DeliveryRef(address.tenant(), address.webhook(), lane.take()));
            }
        });
        return found;
    }

    private void attempt(DeliveryRef ref) {
        Optional<Instant> next = Optional.empty();
        try {
            next = deliveries.attempt(ref);
        } catch (RuntimeException e) { // the boundary of a delivery: no other waits for it
            LOG.log(Level.WARNING, "event %s waits: %s".formatted(ref.event(), e.getMessage()), e);
            next = Optional.of(clock.instant().plus(PAUSE_AFTER_TROUBLE));
        } finally {
            done(ref, next);
        }
    }

    private void done(DeliveryRef ref, Optional<Instant> next) {
        lock.lock();
        try {
            lanes.computeIfAbsent(Address.of(ref), _ -> new Lane()).done(ref.event(), next);
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
