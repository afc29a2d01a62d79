package dev.azulejo.lab.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.lab.NeedsTorch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Checks that a training that is killed at random, again and again, ends with the weights of an
/// undisturbed one.
@NeedsTorch
class KillIT {
    private static final int KILLS = 10;
    private static final int MOST_STEPS = 20;

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void tenKillsChangeNoBit(SmallTraining.Kind kind) throws IOException, InterruptedException {
        var random = new Random(1);
        var reached = new ArrayList<Integer>();
        for (int kill = 0; kill < KILLS; kill++) {
            reached.add(killed(1 + random.nextInt(MOST_STEPS), kind));
        }
        assertThat(reached.getLast())
                .as("the last one went on from a checkpoint")
                .isGreaterThan(MOST_STEPS);
        assertThat(finished("killed", kind))
                .isEqualTo(finished("left alone", kind))
                .isEqualTo(SmallTraining.weights(folder, "here", kind));
    }

    /// @param steps after which the process is killed
    /// @return the step that it had reached
    private int killed(int steps, SmallTraining.Kind kind) throws IOException {
        var process = start("killed", kind);
        try (var lines = process.inputReader()) {
            String last = "0";
            for (int i = 0; i < steps; i++) {
                var line = lines.readLine();
                assertThat(line).as(() -> read(folder.resolve("killed.err"))).isNotNull();
                last = line.strip();
                assertThat(last).matches("\\d+");
            }
            process.destroyForcibly(); // SIGKILL
            return Integer.parseInt(last);
        }
    }

    private String finished(String name, SmallTraining.Kind kind) throws IOException, InterruptedException {
        var process = start(name, kind);
        try (var lines = process.inputReader()) {
            var last = lines.lines().reduce((_, later) -> later).orElse("");
            assertThat(process.waitFor())
                    .as(() -> read(folder.resolve(name + ".err")))
                    .isZero();
            return last;
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }

    private Process start(String name, SmallTraining.Kind kind) throws IOException {
        return SmallTraining.process(folder, name, kind.name())
                .redirectError(folder.resolve(name + ".err").toFile())
                .start();
    }
}
