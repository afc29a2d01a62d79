package dev.azulejo.inference.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.inference.engine.Engine;
import dev.azulejo.inference.engine.EngineContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class OnnxEngineTest extends EngineContract {
    @Override
    protected Engine engine() {
        return new OnnxEngine();
    }

    @Override
    protected byte[] doubling() {
        try {
            return Files.readAllBytes(Path.of("..", "models", "span-x2", "model.onnx"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void isTheOneThatIsInstalled() {
        assertThat(Engine.installed()).isInstanceOf(OnnxEngine.class);
    }

    @Test
    void itsSessionsShareTheirMemory() {
        engine().version(); // loads it
        assertThat(WorkingMemory.isThere()).isTrue();
    }
}
