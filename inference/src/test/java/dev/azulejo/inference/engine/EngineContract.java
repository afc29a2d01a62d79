package dev.azulejo.inference.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.azulejo.core.pixels.Planes;
import dev.azulejo.inference.TestImages;
import dev.azulejo.inference.engine.EngineFailure.Kind;
import dev.azulejo.inference.ladder.OutputCheck;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The contract of every engine, on its provider of last resort or another one.
public abstract class EngineContract {
    protected abstract Engine engine();

    /// The weights of a model that reads a picture and gives one twice as wide and high, and nothing else.
    protected abstract byte[] doubling();

    /// The provider that is tested.
    protected Provider provider() {
        return last(Device.CPU);
    }

    private Session open(int threads) throws EngineFailure {
        return engine().open(provider(), doubling(), threads, 0);
    }

    private Provider last(Device device) {
        return engine().providers(device).getLast();
    }

    private static Map<String, Tensor> picture(Session session, Planes planes) {
        return Map.of(only(session.inputs()), Tensor.of(planes));
    }

    private static String only(Map<String, TensorShape> tensors) {
        assertThat(tensors).hasSize(1);
        return tensors.keySet().iterator().next();
    }

    private static float[] doubled(Session session, Planes input) throws EngineFailure {
        var output = Planes.allocate(2 * input.width(), 2 * input.height(), 3);
        OutputCheck.poison(output);
        session.run(picture(session, input), Map.of(only(session.outputs()), Tensor.of(output)));
        return TestImages.floats(output);
    }

    @Test
    void hasAName() {
        assertThat(engine().title()).isNotBlank();
        assertThat(engine().version()).matches("[a-z][a-z0-9-]* [0-9][^ ]*");
    }

    @ParameterizedTest
    @EnumSource
    void theLastProviderIsThatOfTheProcessorWhichIsEverywhere(Device device) {
        var providers = engine().providers(device);
        assertThat(providers).doesNotHaveDuplicates();
        assertThat(providers.getLast()).isEqualTo(last(Device.CPU));
        assertThat(providers.getLast().onCpu()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void compilingAddsProvidersBeforeTheOthersAndNoneOnTheProcessor(Device device) {
        var before = engine().providers(device);
        for (boolean mayRound : new boolean[] {false, true}) {
            var its =
                    engine().compiling(Path.of("target", "compiled"), mayRound).providers(device);
            assertThat(its).doesNotHaveDuplicates().endsWith(before.toArray(Provider[]::new));
            assertThat(its.subList(0, its.size() - before.size())).allSatisfy(added -> {
                assertThat(device).isNotEqualTo(Device.CPU);
                assertThat(added.onCpu()).isFalse();
                assertThat(mayRound || added.precision().equals("fp32")).isTrue();
            });
        }
        assertThat(engine().providers(device)).isEqualTo(before);
    }

    @Test
    void saysWhatAModelReadsAndGives() throws EngineFailure {
        try (var session = open(1)) {
            assertThat(session.inputs().values()).singleElement().matches(TensorShape::isPicture);
            assertThat(session.outputs().values()).singleElement().matches(TensorShape::isPicture);
        }
    }

    @Test
    void writesTheWholeOutputAndLeavesTheInputAsItIs() throws EngineFailure {
        var input = TestImages.noise(11, 6);
        try (var session = open(1)) {
            for (float sample : doubled(session, input)) {
                assertThat(sample).isBetween(0f, 1f);
            }
        }
        assertThat(TestImages.floats(input)).isEqualTo(TestImages.floats(TestImages.noise(11, 6)));
    }

    @Test
    void leavesAloneWhatLiesBehindTheOutput() throws EngineFailure {
        var larger = Planes.allocate(22, 13, 3);
        larger.samples().put(22 * 12 * 3, 7f);
        try (var session = open(1)) {
            var output = new Planes(22, 12, 3, larger.samples());
            session.run(picture(session, TestImages.noise(11, 6)), Map.of(only(session.outputs()), Tensor.of(output)));
        }
        assertThat(larger.samples().get(22 * 12 * 3)).isEqualTo(7f);
    }

    @Test
    void bothWaysToRunGiveTheSame() throws EngineFailure {
        var input = TestImages.noise(9, 14);
        try (var session = open(1)) {
            var found = session.run(picture(session, input), only(session.outputs()));
            var samples = new float[found.samples().remaining()];
            found.samples().get(samples);
            assertThat(found.shape()).containsExactly(1, 3, 28, 18);
            assertThat(samples).isEqualTo(doubled(session, input));
        }
    }

    @Test
    void givesTheSameBitsHoweverManyThreadsAndRunsThereAre() throws Exception {
        var input = TestImages.noise(70, 50);
        float[] expected;
        try (var session = open(1)) {
            expected = doubled(session, input);
        }
        try (var session = open(2);
                var executor = Executors.newFixedThreadPool(3)) {
            Callable<float[]> run = () -> doubled(session, input);
            for (var result : executor.invokeAll(Collections.nCopies(6, run))) {
                assertThat(result.get()).isEqualTo(expected);
            }
        }
    }

    @Test
    void saysWhichShapeAModelGivesInsteadOfAnotherThatWasExpected() throws EngineFailure {
        try (var session = open(1)) {
            var output = Tensor.of(Planes.allocate(24, 15, 3));
            var inputs = picture(session, TestImages.noise(8, 5));
            assertThatThrownBy(() -> session.run(inputs, Map.of(only(session.outputs()), output)))
                    .isInstanceOfSatisfying(
                            EngineFailure.class,
                            failed -> assertThat(failed.kind()).isEqualTo(Kind.OTHER_SHAPE))
                    .hasMessage("returned 16x10");
        }
    }

    @Test
    void whatIsNoModelIsRefusedOnOneLine() {
        var bytes = "certainly no model".getBytes(StandardCharsets.UTF_8);
        var provider = provider();
        assertThatThrownBy(() -> engine().open(provider, bytes, 1, 0))
                .isInstanceOfSatisfying(
                        EngineFailure.class, failed -> assertThat(failed.kind()).isEqualTo(Kind.OTHER))
                .message()
                .isNotBlank()
                .doesNotContain("\n");
    }

    @Test
    void closingWaitsForRunsAndOneAfterwardsIsABug() throws Exception {
        var session = open(1);
        var bothHaveRun = new CountDownLatch(2);
        try (var executor = Executors.newFixedThreadPool(2)) {
            Callable<List<float[]>> untilClosed = () -> {
                var results = new ArrayList<float[]>();
                while (true) {
                    try {
                        results.add(doubled(session, TestImages.noise(40, 40)));
                        if (results.size() == 2) {
                            bothHaveRun.countDown();
                        }
                    } catch (IllegalStateException closed) {
                        return results;
                    }
                }
            };
            var runs = List.of(executor.submit(untilClosed), executor.submit(untilClosed));
            bothHaveRun.await();
            session.close();
            for (var run : runs) {
                assertThat(run.get())
                        .isNotEmpty()
                        .allSatisfy(
                                floats -> assertThat(floats).isEqualTo(run.get().getFirst()));
            }
        }
    }

    @Test
    void sessionsOpenedAfterMemoryWasGivenBackWorkAsBefore() throws EngineFailure {
        float[] expected;
        try (var session = open(1)) {
            expected = doubled(session, TestImages.noise(64, 64));
        }
        for (int round = 0; round < 3; round++) {
            engine().release(0);
            try (var session = open(1)) {
                assertThat(doubled(session, TestImages.noise(64, 64))).isEqualTo(expected);
            }
        }
    }
}
