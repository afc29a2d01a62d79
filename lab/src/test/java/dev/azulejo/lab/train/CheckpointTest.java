package dev.azulejo.lab.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Reads checkpoints: whole, damaged, and of another training.
class CheckpointTest {
    private static final String TRAINING = "0123456789abcdef".repeat(4);

    @TempDir
    Path folder;

    private Path file = Path.of("");

    @BeforeEach
    void aFile() {
        file = folder.resolve("checkpoint");
    }

    @Test
    void whatWasWrittenLastIsReadToTheBit() {
        var checkpoint = new Checkpoint(file, TRAINING);
        assertThat(checkpoint.read(3)).isEmpty();
        var state = State.beginning(new float[] {1, -2, Float.MIN_VALUE});
        checkpoint.write(state);
        state.learn(new float[] {0.1f, -0.2f, 3}, 0.01, 0.9);
        checkpoint.write(state);

        var read = checkpoint.read(3).orElseThrow();
        assertThat(read.step()).isEqualTo(1);
        assertThat(read.rows()).isDeepEqualTo(state.rows());
        assertThat(file.resolveSibling("checkpoint.new")).doesNotExist();
    }

    /// A run that was killed while it wrote leaves the previous checkpoint, and a file beside it that is
    /// ignored.
    @Test
    void halfOfANewOneChangesNothing() throws IOException {
        var checkpoint = new Checkpoint(file, TRAINING);
        checkpoint.write(State.beginning(new float[] {1, 2}));
        Files.write(file.resolveSibling("checkpoint.new"), new byte[] {1, 2, 3});
        assertThat(checkpoint.read(2).orElseThrow().weights()).containsExactly(1, 2);
    }

    static IntStream places() {
        return IntStream.of(0, 20, 80, 95, 110);
    }

    @ParameterizedTest
    @MethodSource("places")
    void aByteThatChangedIsNoticed(int place) throws IOException {
        var checkpoint = new Checkpoint(file, TRAINING);
        checkpoint.write(State.beginning(new float[] {1, 2}));
        var bytes = Files.readAllBytes(file);
        bytes[place] ^= 1;
        Files.write(file, bytes);
        assertThatThrownBy(() -> checkpoint.read(2)).hasMessageContaining("is damaged; remove it");
        Files.write(file, new byte[place]);
        assertThatThrownBy(() -> checkpoint.read(2)).hasMessageContaining("is damaged; remove it");
    }

    @Test
    void anotherTrainingsIsNotCarriedOn() {
        new Checkpoint(file, TRAINING).write(State.beginning(new float[] {1, 2}));
        assertThatThrownBy(() -> new Checkpoint(file, TRAINING.replace('0', '1')).read(2))
                .hasMessageContaining("of another training");
        assertThatThrownBy(() -> new Checkpoint(file, TRAINING).read(3)).hasMessageContaining("of another training");
    }
}
