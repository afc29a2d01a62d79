package dev.azulejo.inference.onnx;

import dev.azulejo.core.foreign.Calls;
import dev.azulejo.core.foreign.NativeFunction;
import dev.azulejo.inference.engine.EngineFailure;
import dev.azulejo.inference.engine.EngineFailure.Kind;
import java.lang.System.Logger.Level;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;

/// The working memory of the models on the CPU: one [BlockPool] for all sessions, as an allocator of ONNX
/// Runtime's environment. By default, each session has an arena that keeps what its model has once used, so
/// that the steps of a chain, and the models of a batch, add up though only one of them runs.
///
/// The Java API has no call for it, so a few calls go to the C API, whose table of functions only ever
/// grows ([OrtApi and OrtAllocator](https://onnxruntime.ai/docs/api/c/struct_ort_allocator.html)). Where
/// that fails, each session has an arena of its own: the same bytes, with more memory.
final class WorkingMemory {
    /// The option that makes a session use this memory.
    static final String OPTION = "session.use_env_allocators";

    private static final System.Logger LOG = System.getLogger(WorkingMemory.class.getName());

    /// The API version of ONNX Runtime 1.17, which later ones have, too; places of functions in its table
    /// follow.
    private static final int API_VERSION = 17;

    private static final int CREATE_ENV = 3;
    private static final int CREATE_CPU_MEMORY_INFO = 69;
    private static final int RELEASE_STATUS = 93;
    private static final int REGISTER_ALLOCATOR = 176;
    private static final int TABLE_LENGTH = 177;

    private static final int FATAL = 4;
    private static final int DEVICE_ALLOCATOR = 0;
    private static final int DEFAULT_MEMORY = 0;

    /// The number of words in the C API's `OrtAllocator`: a version, functions to allocate, to free, and to
    /// return its description; and, behind it, that description.
    private static final int ALLOCATOR_WORDS = 5;

    private static final int MEMORY_INFO = 4;

    private static final BlockPool POOL = new BlockPool();

    private static @Nullable WorkingMemory made;
    private static boolean failed;

    private final MemorySegment table;

    /// Sets up the allocator; call it when the runtime is loaded, and before sessions are opened.
    ///
    /// @return whether sessions may use it
    static synchronized boolean isThere() {
        if (made == null && !failed) {
            try {
                made = new WorkingMemory();
            } catch (RuntimeException | LinkageError e) {
                failed = true;
                LOG.log(Level.DEBUG, "each session has an arena of its own", e);
            }
        }
        return made != null;
    }

    /// Returns memory that no run is using now, if it is more than `kept` bytes.
    static void release(long kept) {
        POOL.release(kept);
    }

    /// Claims memory before a run. During a run there is no way to report that memory is missing: ONNX
    /// Runtime takes for memory whatever an allocator returns.
    ///
    /// @throws EngineFailure when the system does not have that much left
    static void claim(long bytes) throws EngineFailure {
        try {
            POOL.claim(bytes);
        } catch (OutOfMemoryError none) {
            throw new EngineFailure(Kind.OUT_OF_MEMORY, "out of memory: " + none.getMessage(), none);
        }
    }

    /// Ends the claim after the run.
    static void unclaim(long bytes) {
        POOL.unclaim(bytes);
    }

    @SuppressWarnings("restricted") // native access is what this class is for; the launcher allows it
    private WorkingMemory() {
        var word = ValueLayout.JAVA_LONG;
        var base = SymbolLookup.loaderLookup()
                .find("OrtGetApiBase")
                .orElseThrow(() -> new IllegalStateException("the runtime's library is not to be found"));
        var getApi = pointer(NativeFunction.of(base).word(), 1).getAtIndex(word, 0);
        table = pointer(NativeFunction.of(MemorySegment.ofAddress(getApi)).word(API_VERSION), TABLE_LENGTH);
        try (var arena = Arena.ofConfined()) {
            var found = arena.allocate(word);
            check(call(CREATE_ENV, FATAL, arena.allocateFrom("azulejo"), found)); // the one that is there
            long environment = found.get(word, 0);
            check(call(CREATE_CPU_MEMORY_INFO, DEVICE_ALLOCATOR, DEFAULT_MEMORY, found));
            check(call(REGISTER_ALLOCATOR, environment, allocator(found.get(word, 0))));
        }
    }

    private static MemorySegment allocator(long memoryInfo) {
        var allocator = Arena.global().allocate(ValueLayout.JAVA_LONG, ALLOCATOR_WORDS);
        allocator.set(ValueLayout.JAVA_INT, 0, API_VERSION);
        allocator.setAtIndex(ValueLayout.JAVA_LONG, 1, upcall("allocate").address());
        allocator.setAtIndex(ValueLayout.JAVA_LONG, 2, upcall("free").address());
        allocator.setAtIndex(ValueLayout.JAVA_LONG, 3, upcall("info").address());
        allocator.setAtIndex(ValueLayout.JAVA_LONG, MEMORY_INFO, memoryInfo);
        return allocator;
    }

    /// A callback of one common signature, as in [NativeFunction]: a function that takes or returns fewer
    /// words ignores the rest.
    private static MemorySegment upcall(String method) {
        var word = ValueLayout.JAVA_LONG;
        return Calls.upcall(
                MethodHandles.lookup(),
                method,
                MethodType.methodType(long.class, long.class, long.class),
                FunctionDescriptor.of(word, word, word));
    }

    @SuppressWarnings("unused") // called by ONNX Runtime, which takes what it gets without a look
    private static long allocate(long allocator, long bytes) {
        try {
            return POOL.take(Math.max(1, bytes));
        } catch (OutOfMemoryError none) {
            LOG.log(Level.ERROR, "a model needs %d bytes, and the system has none left".formatted(bytes));
            throw none; // ends the process: the next one goes on from the tiles that are there
        }
    }

    @SuppressWarnings("unused") // called by ONNX Runtime
    private static long free(long allocator, long address) {
        if (address != 0) {
            POOL.giveBack(address);
        }
        return 0;
    }

    @SuppressWarnings("unused") // called by ONNX Runtime
    private static long info(long allocator, long none) {
        return pointer(allocator, ALLOCATOR_WORDS).getAtIndex(ValueLayout.JAVA_LONG, MEMORY_INFO);
    }

    @SuppressWarnings("restricted")
    private static MemorySegment pointer(long address, int words) {
        if (address == 0) {
            throw new IllegalStateException("the runtime has no such API");
        }
        return MemorySegment.ofAddress(address).reinterpret(words * ValueLayout.JAVA_LONG.byteSize());
    }

    private void check(long status) {
        if (status != 0) {
            call(RELEASE_STATUS, status);
            throw new IllegalStateException("ONNX Runtime does not take an allocator");
        }
    }

    private long call(int function, Object... values) {
        var address = MemorySegment.ofAddress(table.getAtIndex(ValueLayout.JAVA_LONG, function));
        return NativeFunction.of(address).word(values);
    }
}
