package dev.azulejo.inference;

import static dev.azulejo.inference.TestImages.noise;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.azulejo.core.local.ProcessMemory;
import dev.azulejo.core.pixels.Planes;
import dev.azulejo.core.recipe.Step;
import dev.azulejo.inference.engine.Device;
import dev.azulejo.inference.engine.Engine;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Measures the memory of the installed engine, on systems that report a process's memory.
@Tag("slow")
class EngineMemoryTest {
    /// The side of a tile that takes some 1,000 bytes a pixel within these models, in blocks of more than
    /// 32 MB, which glibc returns to the system at once.
    private static final int SIDE = 448;

    private static final long MEBIBYTE = 1 << 20;
    private static final long ENOUGH = 100 * MEBIBYTE;
    private static final Duration A_MOMENT = Duration.ofSeconds(3);

    @BeforeEach
    void theSystemTells() {
        assumeThat(ProcessMemory.now()).isPositive();
        Engine.installed().release(0);
    }

    @Test
    void modelsThatRunOneAfterAnotherHoldWhatOneOfThemTakes() {
        try (var models = new ModelFolder(TestImages.MODELS, Device.CPU)) {
            run(models, "animevideo-x2"); // holds the most of them
            long one = ProcessMemory.now();
            run(models, "span-x2");
            run(models, "span-x4");
            assertThat(ProcessMemory.now() - one).isLessThan(80 * MEBIBYTE);
        }
    }

    @Test
    void whatTheyTookIsGivenBack() {
        try (var models = new ModelFolder(TestImages.MODELS, Device.CPU)) {
            run(models, "span-x2");
            long before = ProcessMemory.now();
            models.release();
            assertThat(fallFrom(before)).isGreaterThan(ENOUGH);
        }
    }

    @Test
    void whatTheyTookIsGivenBackWhileTheyStayLoaded() {
        try (var models = new ModelFolder(TestImages.MODELS, Device.CPU)) {
            run(models, "span-x2");
            long before = ProcessMemory.now();
            models.rest();
            assertThat(fallFrom(before)).isGreaterThan(ENOUGH);
            run(models, "span-x2");
        }
    }

    /// By how much memory falls, once that is enough or some time has passed: on a busy machine the JVM's compiler may
    /// take as much at this very moment, and return it.
    private static long fallFrom(long before) {
        long most = Long.MIN_VALUE;
        for (long end = System.nanoTime() + A_MOMENT.toNanos(); most <= ENOUGH && System.nanoTime() < end; ) {
            most = Math.max(most, before - ProcessMemory.now());
        }
        return most;
    }

    private static void run(ModelFolder models, String id) {
        var upscaler = models.warm(new Step(id, models.card(id).sha256()));
        int side = SIDE * upscaler.scale();
        upscaler.upscale(noise(SIDE, SIDE), Planes.allocate(side, side, 3));
    }
}
