package dev.azulejo.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.cloud.Heartbeat;
import dev.azulejo.inference.ModelFolder;
import dev.azulejo.inference.engine.Device;
import dev.azulejo.storage.testkit.MemoryStorage;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Machines that exist already are known to the part of the system that pays for machines.
class HeartbeatsTest {
    private static final Path MODELS = Path.of("../models");

    private final MemoryStorage work = new MemoryStorage();
    private final EventLog log = new EventLog(OutputStream.nullOutputStream(), Clock.systemUTC());

    private List<Heartbeat> seen() {
        try (var found = work.list(Heartbeat.FOLDER)) {
            return found.map(beat -> Heartbeat.parse(beat.key()))
                    .flatMap(Optional::stream)
                    .toList();
        }
    }

    @Test
    void aWorkerTellsThatItIsThereUntilItEnds() {
        try (var beats = new Heartbeats(work, log)) {
            assertThat(seen()).isEmpty();
            beats.begin(14);
            Bench.await("a heartbeat", () -> !seen().isEmpty());
            assertThat(seen()).extracting(Heartbeat::percent).containsExactly(14);
        }
        assertThat(seen()).isEmpty();
    }

    /// The speed follows from the cards of the models that come with the worker: some hundred cores are a
    /// GPU.
    @Test
    void aMachineWithoutAGpuIsWorthAsMuchAsItsCores() {
        try (var models = new ModelFolder(MODELS, Device.CPU)) {
            var cards = models.cards();
            assertThat(Heartbeats.percent(cards, true, 4)).isEqualTo(100);
            assertThat(Heartbeats.percent(cards, false, 100)).isBetween(30, 300);
            assertThat(Heartbeats.percent(cards, false, 1)).isBetween(1, 3);
            assertThat(Heartbeats.percent(List.of(), false, 64)).isEqualTo(1);
        }
    }
}
