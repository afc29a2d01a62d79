package dev.azulejo.storage.testkit;

import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A small workload over a wire that misbehaves at random: whatever happens, no wrong bytes are read, no object is lost
/// or doubled, no upload is left behind, and nothing fails that trying again would have mended. See [FaultStory].
public abstract class FaultContract {
    /// Another for each seed.
    protected abstract FaultedPlace emptyPlace();

    /// As many as a build has time for; more with `-Dazulejo.seeds=1000`.
    static LongStream seeds() {
        return LongStream.range(0, Integer.getInteger("azulejo.seeds", 150));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void keepsItsPromisesWhateverGoesWrong(long seed) {
        try (var place = emptyPlace()) {
            FaultStory.run(seed, place);
        }
    }
}
