package dev.azulejo.inference.openvino;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.azulejo.core.local.UserCache;
import dev.azulejo.core.pixels.Planes;
import dev.azulejo.inference.engine.Device;
import dev.azulejo.inference.engine.Engine;
import dev.azulejo.inference.engine.EngineContract;
import dev.azulejo.inference.engine.EngineFailure;
import dev.azulejo.inference.engine.Provider;
import dev.azulejo.inference.engine.Session;
import dev.azulejo.inference.engine.Tensor;
import dev.azulejo.inference.onnx.OnnxEngine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// Tests OpenVINO in each precision that this processor has. If OpenVINO is not available, the output says
/// so, and nothing is tested.
class OpenVinoTest {
    private static final int HALO = 21;
    private static final int SCALE = 2;

    private static @Nullable Engine fetched;
    private static String obstacle = "";

    abstract static class Contract extends EngineContract {
        private final String precision;

        Contract(String precision) {
            this.precision = precision;
        }

        @Override
        protected Engine engine() {
            return fetched();
        }

        @Override
        protected Provider provider() {
            return fetched().providers(Device.CPU).stream()
                    .filter(its -> its.precision().equals(precision))
                    .findFirst()
                    .orElseGet(() -> abort("NOT TESTED: this processor has no " + precision));
        }

        @Override
        protected byte[] doubling() {
            return span();
        }

        /// Results are equal to the bit on processors that multiply in bf16, where OpenVINO is chosen by
        /// default; on others its kernels may add up the pixels of a row's end in another order, which is
        /// invisible.
        @Test
        void tilesEqualTheWhole() throws EngineFailure {
            float apart = hasBf16() ? 0 : precision.equals("bf16") ? 2 / 255f : 1e-4f;
            int width = 150;
            int height = 131;
            var whole = picture(0, 0, width, height);
            try (var session = engine().open(provider(), span(), 1, 0)) {
                var expected = doubled(session, whole);
                for (int side : new int[] {70, 101}) {
                    int left = 37;
                    int top = 21;
                    var found = doubled(session, picture(left, top, side, side));
                    for (int band = 0; band < 3; band++) {
                        for (int y = SCALE * HALO; y < SCALE * (side - HALO); y++) {
                            for (int x = SCALE * HALO; x < SCALE * (side - HALO); x++) {
                                assertThat(found.at(band, x, y))
                                        .isCloseTo(expected.at(band, x + SCALE * left, y + SCALE * top), within(apart));
                            }
                        }
                    }
                }
            }
        }

        /// A request of OpenVINO would otherwise read the place of the previous input again.
        @Test
        void whatAModelReadsMustBeGiven() throws EngineFailure {
            try (var session = engine().open(provider(), span(), 1, 0)) {
                doubled(session, picture(0, 0, 48, 48));
                var output = Map.<String, Tensor>of("output", Tensor.of(Planes.allocate(96, 96, 3)));
                assertThatIllegalArgumentException().isThrownBy(() -> session.run(Map.of(), output));
            }
        }

        /// Results equal those of the usual engine, except for rounding to 16 bits.
        @Test
        void doesAsTheUsualEngine() throws EngineFailure {
            var input = picture(0, 0, 96, 96);
            var onnx = new OnnxEngine();
            try (var usual = onnx.open(onnx.providers(Device.CPU).getLast(), span(), 1, 0);
                    var its = engine().open(provider(), span(), 1, 0)) {
                var expected = doubled(usual, input);
                var found = doubled(its, input);
                double squares = 0;
                double shift = 0;
                int count = expected.samples().capacity();
                for (int i = 0; i < count; i++) {
                    double difference =
                            255.0 * (found.samples().get(i) - expected.samples().get(i));
                    squares += difference * difference;
                    shift += difference;
                }
                assertThat(Math.sqrt(squares / count)).isLessThan(precision.equals("bf16") ? 1 : 0.001);
                assertThat(Math.abs(shift / count)).isLessThan(precision.equals("bf16") ? 0.3 : 0.001);
            }
        }
    }

    @Nested
    class InBf16 extends Contract {
        InBf16() {
            super("bf16");
        }

        /// The answers have bits that bf16 does not have.
        @Test
        void answersIn32Bits() throws EngineFailure {
            try (var session = engine().open(provider(), span(), 1, 0)) {
                var answer = doubled(session, picture(0, 0, 48, 48)).samples();
                int fine = 0;
                for (int i = 0; i < answer.capacity(); i++) {
                    fine += (Float.floatToRawIntBits(answer.get(i)) & 0xffff) == 0 ? 0 : 1;
                }
                assertThat(fine).isGreaterThan(answer.capacity() * 99 / 100);
            }
        }
    }

    @Nested
    class InFp32 extends Contract {
        InFp32() {
            super("fp32");
        }
    }

    private static synchronized Engine fetched() {
        var made = fetched;
        if (made != null) {
            return made;
        }
        if (obstacle.isEmpty()) {
            try {
                made = new OpenVino(UserCache.of(System.getenv())).engine();
                fetched = made;
                return made;
            } catch (IOException | EngineFailure absent) {
                obstacle = "NOT TESTED: OpenVINO cannot be had here: " + absent.getMessage();
                System.err.println(obstacle);
            }
        }
        return abort(obstacle);
    }

    private static boolean hasBf16() {
        try {
            return Files.readString(Path.of("/proc/cpuinfo")).matches("(?s).*\\b(amx|avx512)_bf16\\b.*");
        } catch (IOException notLinux) {
            return false;
        }
    }

    private static byte[] span() {
        try {
            return Files.readAllBytes(Path.of("..", "models", "span-x2", "model.onnx"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A part of a large picture of waves.
    private static Planes picture(int left, int top, int width, int height) {
        var planes = Planes.allocate(width, height, 3);
        for (int band = 0; band < 3; band++) {
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    double wave = Math.sin((left + x) / (3.0 + band)) + Math.cos((top + y) / (5.0 + band));
                    planes.samples().put((band * height + y) * width + x, (float) (0.5 + 0.2 * wave));
                }
            }
        }
        return planes;
    }

    private static Planes doubled(Session session, Planes input) throws EngineFailure {
        var output = Planes.allocate(SCALE * input.width(), SCALE * input.height(), 3);
        session.run(Map.of("input", Tensor.of(input)), Map.of("output", Tensor.of(output)));
        return output;
    }
}
