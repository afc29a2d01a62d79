package dev.azulejo.inference.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.failure.TransientFailure;
import dev.azulejo.core.pixels.Planes;
import dev.azulejo.inference.engine.EngineFailure.Kind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EngineFailureTest {
    private static final Planes OUTPUT = Planes.allocate(8, 4, 3);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "OUT_OF_MEMORY | true  | model m ran out of memory on cuda fp32 for an output of 8x4; fewer tiles at once need less",
                "DEVICE_LOST   | true  | model m failed on cuda fp32 for an output of 8x4: returned 7x4",
                "OTHER_SHAPE   | false | model m returned 7x4, expected 8x4",
                "OTHER         | false | model m failed on cuda fp32 for an output of 8x4: returned 7x4"
            })
    void onlyWhatMayPassIsTriedAgain(Kind kind, boolean mayPass, String message) {
        var failed = new EngineFailure(kind, "returned 7x4", new IllegalStateException());
        assertThat(failed.ofRun("m", "cuda fp32", OUTPUT))
                .isInstanceOf(mayPass ? TransientFailure.class : PermanentFailure.class)
                .hasMessage(message);
    }
}
