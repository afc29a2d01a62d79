package dev.azulejo.inference;

import static dev.azulejo.inference.TestImages.noise;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.azulejo.core.local.ProcessMemory;
import dev.azulejo.core.pixels.Planes;
import dev.azulejo.core.recipe.Step;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What the engine that is installed holds, where the system tells what a process holds.
@Tag("slow")
class EngineMemoryTest {
    /// A tile of it takes 2,000 to 2,900 bytes a pixel within SPAN.
    private static final int SIDE = 256;

    private static final long MEBIBYTE = 1 << 20;

    @BeforeEach
    void theSystemTells() {
        assumeThat(ProcessMemory.now()).isPositive();
        Engine.installed().release();
    }

    @Test
    void modelsThatRunOneAfterAnotherHoldWhatOneOfThemTakes() {
        try (var models = new ModelFolder(TestImages.MODELS, Device.CPU)) {
            run(models, "span-x2");
            long one = ProcessMemory.now();
            run(models, "animevideo-x2");
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
            assertThat(before - ProcessMemory.now()).isGreaterThan(100 * MEBIBYTE);
        }
    }

    private static void run(ModelFolder models, String id) {
        var upscaler = models.warm(new Step(id, models.card(id).sha256()));
        int side = SIDE * upscaler.scale();
        upscaler.upscale(noise(SIDE, SIDE), Planes.allocate(side, side, 3));
    }
}
