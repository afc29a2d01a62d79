package dev.azulejo.inference.onnx;

import dev.azulejo.core.foreign.NativeFunction;
import java.lang.System.Logger.Level;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import org.jspecify.annotations.Nullable;

/// One arena for the working memory of all sessions on the CPU. Left alone, ONNX Runtime gives each session an arena
/// that keeps what its model has once used, so that the steps of a chain, and the models of a batch, add up though
/// only one of them runs. Shared, the process holds what the tiles under way take at most. Measured with
/// cunet-denoise1 and span-x2 on a tile of 288 pixels: 236 MB instead of 339, as fast.
///
/// The Java API has no call for it, so these few go to the C API, whose table of functions only ever grows. Where
/// that fails, each session has its own arena again: the same bytes, with more memory.
final class SharedArena {
    /// What a session is told that is to use it.
    static final String OPTION = "session.use_env_allocators";

    private static final System.Logger LOG = System.getLogger(SharedArena.class.getName());

    /// The API of ONNX Runtime 1.17, which later ones have, too; places of functions in its table.
    private static final int API_VERSION = 17;

    private static final int CREATE_ENV = 3;
    private static final int CREATE_CPU_MEMORY_INFO = 69;
    private static final int RELEASE_STATUS = 93;
    private static final int CREATE_AND_REGISTER_ALLOCATOR = 144;
    private static final int CREATE_ARENA_CFG = 156;
    private static final int UNREGISTER_ALLOCATOR = 177;
    private static final int TABLE_LENGTH = 178;

    private static final int FATAL = 4;
    private static final int ARENA_ALLOCATOR = 1;
    private static final int DEFAULT_MEMORY = 0;
    private static final int NEXT_POWER_OF_TWO = 0;
    private static final int STANDARD = -1;

    private static @Nullable SharedArena made;
    private static boolean failed;

    private final MemorySegment table;
    private final long environment;
    private final long memoryInfo;
    private final long configuration;

    /// To be called when the runtime is loaded, and before sessions are opened.
    ///
    /// @return whether sessions may be told to use it
    static synchronized boolean isThere() {
        if (made == null && !failed) {
            try {
                made = new SharedArena();
            } catch (RuntimeException | LinkageError e) {
                failed = true;
                LOG.log(Level.DEBUG, "each session has an arena of its own", e);
            }
        }
        return made != null;
    }

    /// Gives back what the arena holds, once all sessions that use it are closed. Those opened later use a new one.
    static synchronized void renew() {
        if (made != null) {
            made.check(made.call(UNREGISTER_ALLOCATOR, made.environment, made.memoryInfo));
            made.register();
        }
    }

    @SuppressWarnings("restricted") // native access is what this class is for; the launcher allows it
    private SharedArena() {
        var word = ValueLayout.JAVA_LONG;
        var base = SymbolLookup.loaderLookup()
                .find("OrtGetApiBase")
                .orElseThrow(() -> new IllegalStateException("the runtime's library is not to be found"));
        var getApi = pointer(NativeFunction.of(base).word(), 1).getAtIndex(word, 0);
        table = pointer(NativeFunction.of(MemorySegment.ofAddress(getApi)).word(API_VERSION), TABLE_LENGTH);
        try (var arena = Arena.ofConfined()) {
            var made = arena.allocate(word);
            check(call(CREATE_ENV, FATAL, arena.allocateFrom("azulejo"), made)); // the one that is there
            environment = made.get(word, 0);
            check(call(CREATE_CPU_MEMORY_INFO, ARENA_ALLOCATOR, DEFAULT_MEMORY, made));
            memoryInfo = made.get(word, 0);
            check(call(CREATE_ARENA_CFG, 0, NEXT_POWER_OF_TWO, STANDARD, STANDARD, made));
            configuration = made.get(word, 0);
        }
        register();
    }

    private void register() {
        check(call(CREATE_AND_REGISTER_ALLOCATOR, environment, memoryInfo, configuration));
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
            throw new IllegalStateException("ONNX Runtime does not share an arena");
        }
    }

    private long call(int function, Object... values) {
        var address = MemorySegment.ofAddress(table.getAtIndex(ValueLayout.JAVA_LONG, function));
        return NativeFunction.of(address).word(values);
    }
}
