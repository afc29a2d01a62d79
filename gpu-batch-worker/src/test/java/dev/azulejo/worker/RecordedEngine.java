package dev.azulejo.worker;

import static java.util.Objects.requireNonNull;

import dev.azulejo.inference.engine.Device;
import dev.azulejo.inference.engine.Engine;
import dev.azulejo.inference.engine.EngineFailure;
import dev.azulejo.inference.engine.Provider;
import dev.azulejo.inference.engine.Session;
import dev.azulejo.inference.engine.Tensor;
import dev.azulejo.inference.engine.TensorShape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/// An engine that replays the answers of another one: each is computed once, kept in a file, and from then
/// on copied at the time at which a device would have made it. So the code that checks answers has as much
/// to do as with the model.
final class RecordedEngine implements Engine {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int LOOKS = 997;

    /// The provider on which models check their answers themselves.
    private static final Provider DEVICE = new Provider("recorded", "fp32", "", false);

    private final Engine real;
    private final Path folder;
    private final RigDevice device;
    private final LongAdder cpuNanos = new LongAdder();
    private volatile double keptShare = 1;

    /// @param folder of answers; existing ones must be for these weights
    RecordedEngine(Engine real, Path folder, RigDevice device) {
        this.real = real;
        this.folder = folder;
        this.device = device;
    }

    /// @param share of an answer's pixels that its tile keeps: only those count for the speed of the device
    void keptShare(double share) {
        keptShare = share;
    }

    /// The CPU time for finding and copying answers.
    long cpuNanos() {
        return cpuNanos.sum();
    }

    @Override
    public String title() {
        return "Recorded";
    }

    @Override
    public String version() {
        return "recorded";
    }

    @Override
    public List<Provider> providers(Device where) {
        return List.of(DEVICE);
    }

    @Override
    public Session open(Provider provider, byte[] weights, int threads, int bytesPerInputPixel) throws EngineFailure {
        var processor = real.providers(Device.CPU).getFirst();
        return new Recorded(real.open(processor, weights, threads, bytesPerInputPixel));
    }

    @Override
    public void release(long kept) {
        real.release(kept);
    }

    private final class Recorded implements Session {
        private final Session model;
        private final Map<Long, Map<String, ByteBuffer>> answers = new ConcurrentHashMap<>();
        private final Map<Long, Tensor.Floats> others = new ConcurrentHashMap<>();

        Recorded(Session model) {
            this.model = model;
        }

        @Override
        public Map<String, TensorShape> inputs() {
            return model.inputs();
        }

        @Override
        public Map<String, TensorShape> outputs() {
            return model.outputs();
        }

        @Override
        public void run(Map<String, Tensor> inputs, Map<String, Tensor> results) throws EngineFailure {
            long begun = THREADS.getCurrentThreadCpuTime();
            long name = name(inputs);
            var known = answers.get(name);
            if (known == null || !known.keySet().containsAll(results.keySet())) {
                model.run(inputs, results);
                answers.put(name, kept(name, results));
                return;
            }
            device.compute(keptShare * outputMegapixels(results));
            results.forEach((output, result) -> copy(requireNonNull(known.get(output)), result));
            cpuNanos.add(THREADS.getCurrentThreadCpuTime() - begun);
        }

        @Override
        public Tensor.Floats run(Map<String, Tensor> inputs, Map<String, Tensor> results, String output)
                throws EngineFailure {
            long name = name(inputs);
            var known = others.get(name);
            if (known == null) {
                known = model.run(inputs, results, output);
                others.put(name, known);
                answers.put(name, kept(name, results));
            } else {
                run(inputs, results);
            }
            return new Tensor.Floats(known.samples().duplicate(), known.shape());
        }

        @Override
        public void close() {
            model.close();
        }
    }

    /// A hash of some of the samples, which tells pictures apart.
    private static long name(Map<String, Tensor> inputs) {
        long name = 1;
        for (var input : inputs.values()) {
            if (input instanceof Tensor.Floats(var samples, var _)) {
                for (int at = 0; at < samples.limit(); at += LOOKS) {
                    name = 31 * name + Float.floatToRawIntBits(samples.get(at));
                }
                name = 31 * name + samples.limit();
            }
        }
        return name;
    }

    /// The size of the picture, which is the output with the most samples, in floats or whole numbers.
    private static double outputMegapixels(Map<String, Tensor> results) {
        return results.values().stream()
                .mapToDouble(result -> switch (result) {
                    case Tensor.Floats(var samples, var _) -> samples.limit() / 3e6;
                    case Tensor.Bytes(var samples, var _) -> samples.limit() / 3e6;
                    case Tensor.Truth _ -> 0;
                })
                .max()
                .orElseThrow();
    }

    private static void copy(ByteBuffer known, Tensor result) {
        bytes(result).copyFrom(MemorySegment.ofBuffer(known));
    }

    private static MemorySegment bytes(Tensor result) {
        return switch (result) {
            case Tensor.Floats(var samples, var _) ->
                MemorySegment.ofBuffer(samples.duplicate().rewind());
            case Tensor.Bytes(var samples, var _) ->
                MemorySegment.ofBuffer(samples.duplicate().rewind());
            case Tensor.Truth _ -> throw new IllegalArgumentException("no result is a truth value");
        };
    }

    private Map<String, ByteBuffer> kept(long name, Map<String, Tensor> results) {
        var kept = new HashMap<String, ByteBuffer>();
        results.forEach((output, result) -> kept.put(output, kept("%016x-%s".formatted(name, output), bytes(result))));
        return Map.copyOf(kept);
    }

    /// An answer kept in a file, so that answers do not use memory of this process.
    private ByteBuffer kept(String name, MemorySegment answer) {
        try {
            var file = folder.resolve(name);
            try (var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                var bytes = answer.asByteBuffer();
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
            }
            try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
                return channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size())
                        .order(ByteOrder.nativeOrder());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
