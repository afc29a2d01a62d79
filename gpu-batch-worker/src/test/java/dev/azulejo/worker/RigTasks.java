package dev.azulejo.worker;

import dev.azulejo.cloud.TaskMessage;
import dev.azulejo.cloud.TaskQueue;
import dev.azulejo.cloud.TaskReports;
import dev.azulejo.core.job.record.ShardTask;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/// A queue that never runs out: a shard that was answered and removed is forgotten and comes again. Each
/// call takes a while, as with a service.
final class RigTasks implements TaskQueue, TaskReports {
    private final LinkedBlockingQueue<ShardTask> waiting = new LinkedBlockingQueue<>();
    private final Map<String, ShardTask> held = new ConcurrentHashMap<>();
    private final AtomicLong succeeded = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final long callNanos;
    private final Consumer<ShardTask> forget;
    private volatile boolean stopped;

    /// @param forget makes it as if the shard had never been done
    RigTasks(Duration call, Consumer<ShardTask> forget) {
        this.callNanos = call.toNanos();
        this.forget = forget;
    }

    void send(ShardTask task) {
        waiting.add(task);
    }

    long succeeded() {
        return succeeded.get();
    }

    long failed() {
        return failed.get();
    }

    private void call() {
        DistantStorage.sleepUntil(System.nanoTime() + callNanos);
    }

    @Override
    public List<TaskMessage> receive(int most, Duration wait, Duration hidden) {
        call();
        var messages = new ArrayList<TaskMessage>();
        try {
            var task = stopped ? null : waiting.poll(wait.toMillis(), TimeUnit.MILLISECONDS);
            while (task != null) {
                held.put(task.token(), task);
                var body = new String(Bench.CODEC.encode(task), StandardCharsets.UTF_8);
                messages.add(new TaskMessage(task.token(), task.token(), body));
                task = messages.size() < most ? waiting.poll() : null;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return messages;
    }

    @Override
    public void hide(TaskMessage message, Duration hidden) {
        call();
    }

    @Override
    public void delete(TaskMessage message) {
        call();
        var task = held.remove(message.id());
        if (task != null && !stopped) {
            forget.accept(task);
            waiting.add(task);
        }
    }

    @Override
    public boolean isAwaited(String token) {
        call();
        return true;
    }

    @Override
    public boolean succeeded(String token, String output) {
        call();
        succeeded.incrementAndGet();
        return true;
    }

    @Override
    public boolean failed(String token, String error, String cause) {
        failed.incrementAndGet();
        return true;
    }

    @Override
    public void stopReceiving() {
        stopped = true;
    }

    @Override
    public void close() {}
}
