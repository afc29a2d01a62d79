package dev.azulejo.inference;

import dev.azulejo.inference.engine.Device;
import dev.azulejo.inference.engine.Engine;
import dev.azulejo.inference.engine.EngineFailure;
import dev.azulejo.inference.engine.EngineFailure.Kind;
import dev.azulejo.inference.engine.Provider;
import dev.azulejo.inference.engine.Session;
import dev.azulejo.inference.engine.Tensor;
import dev.azulejo.inference.engine.TensorShape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/// An engine whose only model repeats each sample. Its fast provider overflows on every picture. A run
/// takes no time on its clock, unless a test sets one.
public final class FakeEngine implements Engine {
    static final byte[] DOUBLING = "each sample twice".getBytes(StandardCharsets.UTF_8);

    private static final Provider FAST = new Provider("npu", "fp16", "fast", false);
    private static final Provider EXACT = new Provider("cpu", "fp32", "exact", true);

    /// Providers like OpenVINO's on a processor that has both precisions.
    private static final List<Provider> FETCHED =
            List.of(new Provider("openvino", "bf16", "fake", true), new Provider("openvino", "fp32", "fake", true));

    private final Map<String, Integer> nanosPerPixel;
    private final AtomicLong clock;
    private final boolean isOther;

    public FakeEngine() {
        this(Map.of());
    }

    /// @param nanosPerPixel time of a run for each pixel of input, by rung; if any is given, the others do
    ///     not open
    public FakeEngine(Map<String, Integer> nanosPerPixel) {
        this(nanosPerPixel, new AtomicLong(), false);
    }

    private FakeEngine(Map<String, Integer> nanosPerPixel, AtomicLong clock, boolean isOther) {
        this.nanosPerPixel = Map.copyOf(nanosPerPixel);
        this.clock = clock;
        this.isOther = isOther;
    }

    /// An engine beside this one, on the same clock, like OpenVINO on a processor that has both precisions.
    public FakeEngine other() {
        return new FakeEngine(nanosPerPixel, clock, true);
    }

    public long nanos() {
        return clock.get();
    }

    /// Puts the model that it runs into `folder`, under the card of span-x2.
    ///
    /// @return the card
    public static Path installIn(Path folder) throws IOException, NoSuchAlgorithmException {
        var model = Files.createDirectories(folder.resolve("span-x2"));
        Files.write(model.resolve("model.onnx"), DOUBLING);
        var sha256 =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(DOUBLING));
        var card = Files.readString(TestImages.MODELS.resolve("span-x2/card.json"));
        return Files.writeString(
                model.resolve("card.json"),
                card.replaceFirst("\"sha256\": \"[0-9a-f]+\"", "\"sha256\": \"" + sha256 + "\""));
    }

    @Override
    public String title() {
        return "Fake";
    }

    @Override
    public String version() {
        return isOther ? "other 1" : "fake 1";
    }

    @Override
    public List<Provider> providers(Device device) {
        if (isOther) {
            return FETCHED;
        }
        return device == Device.CPU ? List.of(EXACT) : List.of(FAST, EXACT);
    }

    @Override
    public Session open(Provider provider, byte[] weights, int threads, int bytesPerInputPixel) throws EngineFailure {
        if (!Arrays.equals(weights, DOUBLING)) {
            throw new EngineFailure(Kind.OTHER, "no model of mine", new IllegalArgumentException());
        }
        if (!nanosPerPixel.isEmpty() && !nanosPerPixel.containsKey(provider.rungName())) {
            throw new EngineFailure(Kind.NOT_BUILT_IN, "no such provider", new IllegalArgumentException());
        }
        return new Doubling(!provider.equals(FAST), nanosPerPixel.getOrDefault(provider.rungName(), 0), clock);
    }

    @Override
    public void release(long kept) {
        // holds nothing
    }

    private static final class Doubling implements Session {
        private final boolean isExact;
        private final int nanosPerPixel;
        private final AtomicLong clock;
        private final ReentrantReadWriteLock closing = new ReentrantReadWriteLock();
        private boolean isClosed;

        Doubling(boolean isExact, int nanosPerPixel, AtomicLong clock) {
            this.isExact = isExact;
            this.nanosPerPixel = nanosPerPixel;
            this.clock = clock;
        }

        @Override
        public Map<String, TensorShape> inputs() {
            return Map.of("input", TensorShape.PLANES);
        }

        @Override
        public Map<String, TensorShape> outputs() {
            return Map.of("output", TensorShape.PLANES);
        }

        @Override
        public void run(Map<String, Tensor> inputs, Map<String, Tensor> results) throws EngineFailure {
            run(inputs, results, "output");
        }

        @Override
        public Tensor.Floats run(Map<String, Tensor> inputs, Map<String, Tensor> results, String output)
                throws EngineFailure {
            var made = run(inputs);
            if (!results.isEmpty()) {
                fill((Tensor.Floats) results.values().iterator().next(), made);
            }
            return made;
        }

        private static void fill(Tensor.Floats result, Tensor.Floats made) throws EngineFailure {
            if (!Arrays.equals(made.shape(), result.shape())) {
                var text = "returned %dx%d".formatted(made.shape()[3], made.shape()[2]);
                throw new EngineFailure(Kind.OTHER_SHAPE, text, new IllegalArgumentException());
            }
            result.samples().duplicate().rewind().put(made.samples().duplicate());
        }

        private Tensor.Floats run(Map<String, Tensor> inputs) {
            closing.readLock().lock();
            try {
                if (isClosed) {
                    throw new IllegalStateException("closed");
                }
                return doubled((Tensor.Floats) inputs.values().iterator().next());
            } finally {
                closing.readLock().unlock();
            }
        }

        private Tensor.Floats doubled(Tensor.Floats input) {
            int height = (int) input.shape()[2];
            int width = (int) input.shape()[3];
            clock.addAndGet((long) nanosPerPixel * width * height);
            FloatBuffer samples = ByteBuffer.allocateDirect(4 * 3 * 4 * width * height)
                    .order(ByteOrder.nativeOrder())
                    .asFloatBuffer();
            for (int row = 0; row < 3 * 2 * height; row++) {
                for (int x = 0; x < 2 * width; x++) {
                    samples.put(isExact ? input.samples().get(row / 2 * width + x / 2) : Float.POSITIVE_INFINITY);
                }
            }
            return new Tensor.Floats(samples.flip(), 1, 3, 2L * height, 2L * width);
        }

        @Override
        public void close() {
            closing.writeLock().lock();
            try {
                isClosed = true;
            } finally {
                closing.writeLock().unlock();
            }
        }
    }
}
