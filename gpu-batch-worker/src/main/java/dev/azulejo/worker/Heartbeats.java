package dev.azulejo.worker;

import dev.azulejo.cloud.Heartbeat;
import dev.azulejo.core.model.ModelCard;
import dev.azulejo.core.model.Processor;
import dev.azulejo.storage.JobStorage;
import dev.azulejo.storage.StorageFailure;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Reports again and again that this worker is alive, so that no machine is paid for that it makes
/// unnecessary. A heartbeat that cannot be written stops no work: the worst is a machine too many.
final class Heartbeats implements AutoCloseable {
    private final JobStorage work;
    private final EventLog log;
    private volatile @Nullable Heartbeat heartbeat;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("heartbeat").factory());

    Heartbeats(JobStorage work, EventLog log) {
        this.work = work;
        this.log = log;
    }

    /// @param percent see [Heartbeat]
    void begin(int percent) {
        var added = new Heartbeat(UUID.randomUUID().toString(), percent);
        heartbeat = added;
        var _ = clock.scheduleWithFixedDelay(() -> beat(added), 0, Heartbeat.EVERY.toSeconds(), TimeUnit.SECONDS);
    }

    /// The speed of a machine in percent of a GPU: 100 for a GPU; otherwise the ratio of its cores to a GPU
    /// by the cards of its models, on average.
    static int percent(List<ModelCard> cards, boolean onGpu, int processors) {
        if (onGpu) {
            return 100;
        }
        double ofOneCore = cards.stream()
                .filter(card -> card.speed(Processor.CPU).isPresent()
                        && card.speed(Processor.GPU).isPresent())
                .mapToDouble(card -> card.speed(Processor.CPU).orElseThrow()
                        / card.speed(Processor.GPU).orElseThrow())
                .average()
                .orElse(0);
        return (int) Math.max(1, Math.round(100 * ofOneCore * processors));
    }

    private void beat(Heartbeat current) {
        tried(() -> work.put(current.key(), new byte[0]));
    }

    private void tried(Runnable call) {
        try {
            call.run();
        } catch (StorageFailure e) {
            log.warning("heartbeat-not-written", Map.of("cause", String.valueOf(e.getMessage())));
        }
    }

    /// Removes the heartbeat: from now on other machines are needed.
    @Override
    public void close() {
        clock.close();
        var current = heartbeat;
        if (current != null) {
            tried(() -> work.delete(current.key()));
        }
    }
}
