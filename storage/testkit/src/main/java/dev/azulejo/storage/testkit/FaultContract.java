package dev.azulejo.storage.testkit;

import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Tests a small workload over a wire that misbehaves at random: no wrong bytes are read, no object is lost
/// or doubled, no upload is left behind, and nothing fails that trying again would have mended. See
/// [FaultStory].
public abstract class FaultContract {
    /// Makes an empty place, another for each seed.
    protected abstract FaultedPlace emptyPlace();

    /// The seeds, as many as a build has time for; more with `-Dazulejo.seeds=1000`.
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
