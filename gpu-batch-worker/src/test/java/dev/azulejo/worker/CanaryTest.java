package dev.azulejo.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.model.ModelCard;
import dev.azulejo.core.model.Processor;
import dev.azulejo.core.pixels.Planes;
import dev.azulejo.core.port.Models;
import dev.azulejo.core.port.Upscaler;
import dev.azulejo.core.recipe.Step;
import dev.azulejo.inference.ModelFolder;
import dev.azulejo.inference.engine.Device;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class CanaryTest {
    private final ByteArrayOutputStream lines = new ByteArrayOutputStream();
    private final EventLog log = new EventLog(lines, Clock.systemUTC());

    @Test
    void theModelsOfThisRepositoryWork() {
        try (var models = new ModelFolder(Path.of("..", "models"), Device.CPU)) {
            new Canary(models, log).run();
            assertThat(lines.toString(StandardCharsets.UTF_8)).contains("span-x2", "span-x4", "cpu fp32");
        }
    }

    @Test
    void aModelThatOnlyRepeatsPixelsPasses() {
        assertThatCode(() -> canary(output -> {}).run()).doesNotThrowAnyException();
    }

    @Test
    void blackIsNoticed() {
        assertFails(output -> fill(output, 0));
    }

    @Test
    void whatIsNotANumberIsNoticed() {
        assertFails(output -> output.samples().put(output.planeLength() / 2 + output.width() / 2, Float.NaN));
    }

    @Test
    void swappedBandsAreNoticed() {
        assertFails(output -> {
            for (int index = 0; index < output.planeLength(); index++) {
                float red = output.samples().get(index);
                int blue = index + 2 * output.planeLength();
                output.samples().put(index, output.samples().get(blue)).put(blue, red);
            }
        });
    }

    @Test
    void oneTornBlockIsNoticed() {
        assertFails(output -> {
            for (int y = output.height() / 2; y < output.height() / 2 + 4; y++) {
                for (int x = output.width() / 2; x < output.width() / 2 + 4; x++) {
                    output.samples().put(y * output.width() + x, 1.5f);
                }
            }
        });
    }

    /// The canary runs the smallest tile that shows anything, then one as large as those of jobs.
    @Test
    void asksForTheSmallestAndTheLargestTile() {
        var sides = new ArrayList<Integer>();
        var canary = canary(output -> sides.add(output.width() / 2));
        canary.run();
        canary.run(Processor.GPU);
        assertThat(sides)
                .containsExactly(2 + 32, new DoublingModel().card("span-x2").bestSide(Processor.GPU));
    }

    private void assertFails(Consumer<Planes> damage) {
        assertThatThrownBy(() -> canary(damage).run())
                .isInstanceOf(PermanentFailure.class)
                .hasMessageContaining("model span-x2 does not work on this machine: it differs");
    }

    private Canary canary(Consumer<Planes> damage) {
        var doubling = new DoublingModel();
        return new Canary(
                new Models() {
                    @Override
                    public List<ModelCard> cards() {
                        return doubling.cards();
                    }

                    @Override
                    public ModelCard card(String id) {
                        return doubling.card(id);
                    }

                    @Override
                    public Upscaler warm(Step step) {
                        return new Damaged(doubling, damage);
                    }
                },
                log);
    }

    private record Damaged(Upscaler model, Consumer<Planes> damage) implements Upscaler {
        @Override
        public int scale() {
            return model.scale();
        }

        @Override
        public Optional<String> upscale(Planes input, Planes output) {
            var text = model.upscale(input, output);
            damage.accept(output);
            return text;
        }

        @Override
        public String fingerprint() {
            return model.fingerprint();
        }
    }

    private static void fill(Planes output, float sample) {
        for (int index = 0; index < output.planeLength() * output.bands(); index++) {
            output.samples().put(index, sample);
        }
    }
}
