package dev.azulejo.inference.openvino;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.azulejo.inference.engine.EngineFailure;
import dev.azulejo.inference.engine.EngineFailure.Kind;
import dev.azulejo.inference.engine.Session;
import dev.azulejo.inference.engine.Tensor;
import dev.azulejo.inference.engine.TensorShape;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/// A compiled model of OpenVINO. A run reads inputs in place and copies outputs: no request holds a pointer
/// to Java's memory into which a later run could write.
final class OpenVinoSession implements Session {
    /// Values of `ov_element_type_e` in the version whose checksum is pinned.
    private static final int TRUTHS = 1;

    private static final int FLOATS = 4;
    private static final int BYTES = 16;

    private static final String FREE_REQUEST = "ov_infer_request_free";

    private final OpenVinoLibrary library;
    private final MemorySegment compiled;
    private final Map<String, TensorShape> inputs;
    private final Map<String, TensorShape> outputs;

    /// Idle requests: each serves one run at a time, and is used again.
    private final ConcurrentLinkedDeque<MemorySegment> idle = new ConcurrentLinkedDeque<>();

    /// Lets closing wait for runs.
    private final ReentrantReadWriteLock closing = new ReentrantReadWriteLock();

    private boolean isClosed;

    /// @param model as it was read; not needed afterwards
    /// @param properties of the compiled model, names and values
    OpenVinoSession(OpenVinoLibrary library, MemorySegment core, MemorySegment model, Map<String, String> properties)
            throws EngineFailure {
        this.library = library;
        inputs = shapes("input", model);
        outputs = shapes("output", model);
        compiled = library.compiled(core, model, properties); // last: after a failure it would not be freed
    }

    /// @param side `input` or `output`
    private Map<String, TensorShape> shapes(String side, MemorySegment model) throws EngineFailure {
        var shapes = new HashMap<String, TensorShape>();
        long count = library.number("ov_model_%ss_size".formatted(side), model);
        for (long i = 0; i < count; i++) {
            var port = library.made("ov_model_const_%s_by_index".formatted(side), model, i);
            try {
                shapes.put(library.text("ov_port_get_any_name", port), shape(port));
            } finally {
                library.free("ov_output_const_port_free", port);
            }
        }
        return Map.copyOf(shapes);
    }

    private TensorShape shape(MemorySegment port) throws EngineFailure {
        var kind = switch ((int) library.number("ov_port_get_element_type", port)) {
            case FLOATS -> TensorShape.Kind.FLOATS;
            case TRUTHS -> TensorShape.Kind.TRUTHS;
            case BYTES -> TensorShape.Kind.BYTES;
            default -> TensorShape.Kind.OTHERS;
        };
        try (var arena = Arena.ofConfined()) {
            var shape = arena.allocate(JAVA_LONG, 3); // ov_partial_shape_t: least and greatest rank, pointer to sides
            library.check("ov_port_get_partial_shape", port, shape);
            long rank = shape.getAtIndex(JAVA_LONG, 1);
            if (shape.getAtIndex(JAVA_LONG, 0) != rank) {
                return new TensorShape(TensorShape.Kind.OTHERS); // of any rank
            }
            var ranges = words(shape.getAtIndex(JAVA_LONG, 2), 2 * rank); // least and greatest length of each side
            var sides = new long[Math.toIntExact(rank)];
            for (int side = 0; side < sides.length; side++) {
                long greatest = ranges[2 * side + 1];
                sides[side] = ranges[2 * side] == greatest ? greatest : -1;
            }
            library.free("ov_partial_shape_free", shape);
            return new TensorShape(kind, sides);
        }
    }

    @SuppressWarnings("restricted") // where a structure of C points
    private static long[] words(long address, long count) {
        return MemorySegment.ofAddress(address).reinterpret(count * Long.BYTES).toArray(JAVA_LONG);
    }

    @Override
    public Map<String, TensorShape> inputs() {
        return inputs;
    }

    @Override
    public Map<String, TensorShape> outputs() {
        return outputs;
    }

    @Override
    public void run(Map<String, Tensor> given, Map<String, Tensor> results) throws EngineFailure {
        running(given, request -> copied(request, results));
    }

    private Map<String, Tensor> copied(MemorySegment request, Map<String, Tensor> results) throws EngineFailure {
        for (var result : results.entrySet()) {
            var expected = Memory.of(result.getValue());
            withOutput(request, result.getKey(), (shape, samples) -> {
                if (!Arrays.equals(shape, expected.shape)) {
                    throw otherShape(shape);
                }
                return expected.bytes.copyFrom(samples);
            });
        }
        return results;
    }

    private static EngineFailure otherShape(long[] shape) {
        var text = shape.length == 4
                ? "returned %dx%d".formatted(shape[3], shape[2])
                : "returned a tensor of %d sides".formatted(shape.length);
        return new EngineFailure(Kind.OTHER_SHAPE, text, new IllegalStateException(Arrays.toString(shape)));
    }

    @Override
    public Tensor.Floats run(Map<String, Tensor> given, Map<String, Tensor> results, String output)
            throws EngineFailure {
        return running(given, request -> {
            copied(request, results);
            return withOutput(request, output, (shape, samples) -> {
                var copy = ByteBuffer.allocateDirect(Math.toIntExact(samples.byteSize()))
                        .order(ByteOrder.nativeOrder());
                MemorySegment.ofBuffer(copy).copyFrom(samples);
                return new Tensor.Floats(copy.asFloatBuffer(), shape);
            });
        });
    }

    @Override
    public boolean worksElsewhere() {
        return true;
    }

    private interface Use<T> {
        T of(MemorySegment request) throws EngineFailure;
    }

    private <T> T running(Map<String, Tensor> given, Use<T> use) throws EngineFailure {
        closing.readLock().lock();
        try (var arena = Arena.ofConfined()) {
            if (isClosed) {
                throw new IllegalStateException("the session is closed");
            }
            if (!given.keySet().equals(inputs.keySet())) { // it would read what the last run was given
                throw new IllegalArgumentException(
                        "a model that reads %s was given %s".formatted(inputs.keySet(), given.keySet()));
            }
            var kept = idle.pollFirst();
            var request = kept == null ? library.made("ov_compiled_model_create_infer_request", compiled) : kept;
            boolean isSound = false;
            try {
                for (var input : given.entrySet()) {
                    set(request, input.getKey(), Memory.readable(input.getValue(), arena), arena);
                }
                library.check("ov_infer_request_infer", request);
                isSound = true;
                return use.of(request);
            } finally {
                if (isSound) {
                    idle.addFirst(request);
                } else {
                    library.free(FREE_REQUEST, request);
                }
                Reference.reachabilityFence(given);
            }
        } finally {
            closing.readLock().unlock();
        }
    }

    private void set(MemorySegment request, String name, Memory memory, Arena arena) throws EngineFailure {
        var sides = arena.allocateFrom(JAVA_LONG, memory.shape);
        // ov_shape_t goes by value: two words
        var tensor = library.made(
                "ov_tensor_create_from_host_ptr", memory.type, (long) memory.shape.length, sides, memory.bytes);
        try {
            library.check("ov_infer_request_set_tensor", request, arena.allocateFrom(name), tensor);
        } finally {
            library.free("ov_tensor_free", tensor);
        }
    }

    private interface Read<T> {
        T of(long[] shape, MemorySegment samples) throws EngineFailure;
    }

    @SuppressWarnings("restricted") // where a tensor's samples are
    private <T> T withOutput(MemorySegment request, String name, Read<T> read) throws EngineFailure {
        try (var arena = Arena.ofConfined()) {
            var tensor = library.made("ov_infer_request_get_tensor", request, arena.allocateFrom(name));
            try {
                var shape = arena.allocate(JAVA_LONG, 2); // ov_shape_t: rank, and pointer to sides
                library.check("ov_tensor_get_shape", tensor, shape);
                var sides = words(shape.getAtIndex(JAVA_LONG, 1), shape.getAtIndex(JAVA_LONG, 0));
                library.free("ov_shape_free", shape);
                long size = library.number("ov_tensor_get_byte_size", tensor);
                return read.of(sides, library.made("ov_tensor_data", tensor).reinterpret(size));
            } finally {
                library.free("ov_tensor_free", tensor);
            }
        }
    }

    /// @param type `ov_element_type_e`
    private record Memory(int type, MemorySegment bytes, long... shape) {
        /// The memory of a tensor.
        static Memory of(Tensor tensor) {
            return switch (tensor) {
                case Tensor.Floats(var samples, var shape) ->
                    new Memory(
                            FLOATS, MemorySegment.ofBuffer(samples.duplicate().rewind()), shape);
                case Tensor.Bytes(var samples, var shape) ->
                    new Memory(BYTES, MemorySegment.ofBuffer(samples.duplicate().rewind()), shape);
                case Tensor.Truth(var value) ->
                    new Memory(TRUTHS, MemorySegment.ofArray(new byte[] {(byte) (value ? 1 : 0)}), 1);
            };
        }

        /// The memory of a tensor, copied if C could not read it.
        static Memory readable(Tensor tensor, Arena arena) {
            var memory = of(tensor);
            return memory.bytes.isNative()
                    ? memory
                    : new Memory(
                            memory.type,
                            arena.allocate(memory.bytes.byteSize(), ADDRESS.byteAlignment())
                                    .copyFrom(memory.bytes),
                            memory.shape);
        }
    }

    @Override
    public void close() {
        closing.writeLock().lock();
        try {
            if (!isClosed) {
                isClosed = true;
                idle.forEach(request -> library.free(FREE_REQUEST, request));
                library.free("ov_compiled_model_free", compiled);
            }
        } finally {
            closing.writeLock().unlock();
        }
    }
}
