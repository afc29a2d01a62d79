package dev.azulejo.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// The same sources and seed give the same run, on any machine. If a process makes a call more or less, or
/// another answer comes, the traces change; to write them anew: `./mvnw -pl simulator -am test
/// -Dtest=TraceTest -Dsurefire.failIfNoSpecifiedTests=false -Dazulejo.write=true`
class TraceTest {
    private static final Path FILE = Path.of("src/test/resources/dev/azulejo/simulator/traces.txt");
    private static final int SEEDS = 3;

    private static String traces() {
        return Mode.all().stream()
                .flatMap(mode -> LongStream.rangeClosed(1, SEEDS)
                        .mapToObj(seed -> "%s %d %016x\n"
                                .formatted(
                                        mode.name(),
                                        seed,
                                        Run.of(mode, seed, false).hash())))
                .collect(Collectors.joining());
    }

    @Test
    void aSeedIsTheSameRunOnAnyMachine() throws Exception {
        var traces = OneThread.runs(TraceTest::traces);

        if (Boolean.getBoolean("azulejo.write")) {
            Files.writeString(FILE, traces);
        }

        assertThat(FILE).content().isEqualTo(traces);
    }
}
