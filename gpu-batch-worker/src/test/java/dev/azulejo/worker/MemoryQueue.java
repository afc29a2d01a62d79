package dev.azulejo.worker;

import dev.azulejo.cloud.TaskMessage;
import dev.azulejo.cloud.TaskQueue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A queue in memory that passes the contract and counts calls.
final class MemoryQueue implements TaskQueue {
    private final Map<String, Stored> messages = new LinkedHashMap<>(); // guarded by this
    private final List<String> extended = new ArrayList<>(); // guarded by this
    private int sent;
    private int deliveries;
    private boolean stopped;
    private boolean awaited;

    private record Stored(TaskMessage message, long visibleAt) {}

    synchronized String send(String body) {
        var id = "message-" + ++sent;
        messages.put(id, new Stored(new TaskMessage(id, "", body), System.nanoTime()));
        notifyAll();
        return id;
    }

    @Override
    public synchronized List<TaskMessage> receive(int most, Duration wait, Duration hidden) {
        long end = System.nanoTime() + wait.toNanos();
        while (!stopped) {
            var received = visible(most, hidden);
            long left = end - System.nanoTime();
            if (!received.isEmpty() || left <= 0) {
                return received;
            }
            awaited = true;
            await(Math.min(left, 5_000_000));
        }
        return List.of();
    }

    private void await(long nanos) {
        try {
            TimeUnit.NANOSECONDS.timedWait(this, nanos);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopped = true;
        }
    }

    private List<TaskMessage> visible(int most, Duration hidden) {
        var received = new ArrayList<TaskMessage>();
        for (var entry : messages.entrySet()) {
            if (received.size() < most && entry.getValue().visibleAt() <= System.nanoTime()) {
                var old = entry.getValue().message();
                var message = new TaskMessage(old.id(), "receipt-" + ++deliveries, old.body());
                entry.setValue(new Stored(message, System.nanoTime() + hidden.toNanos()));
                received.add(message);
            }
        }
        return received;
    }

    @Override
    public synchronized void hide(TaskMessage message, Duration hidden) {
        if (messages.containsKey(message.id())) {
            messages.put(message.id(), new Stored(message, System.nanoTime() + hidden.toNanos()));
            if (!hidden.isZero()) {
                extended.add(message.id());
            }
            notifyAll();
        }
    }

    @Override
    public synchronized void delete(TaskMessage message) {
        messages.remove(message.id());
    }

    @Override
    public synchronized void stopReceiving() {
        stopped = true;
        notifyAll();
    }

    @Override
    public void close() {}

    /// Makes the queue usable for another worker.
    synchronized void startAgain() {
        stopped = false;
    }

    synchronized List<String> ids() {
        return List.copyOf(messages.keySet());
    }

    synchronized boolean isVisible(String id) {
        var stored = messages.get(id);
        return stored != null && stored.visibleAt() <= System.nanoTime();
    }

    synchronized long extensionsOf(String id) {
        return extended.stream().filter(id::equals).count();
    }

    /// Whether a receiver has found nothing and waits.
    synchronized boolean isAwaited() {
        return awaited;
    }

    synchronized int deliveries() {
        return deliveries;
    }
}
