package dev.azulejo.imaging.libvips;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.foreign.Calls;
import dev.azulejo.core.foreign.NativeFunction;
import dev.azulejo.storage.Printable;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// libvips, configured for this process: only loaders of allowed formats run, nothing is cached, threads
/// are started only where they are asked for, and nothing is printed. Thread-safe, as libvips is.
@SuppressWarnings("restricted") // calling C is what this module is for
public final class Libvips {
    private static final int TRUE = 1;
    private static final int FALSE = 0;
    private static final int LOG_LEVELS = 1 << 3 | 1 << 4; // GLogLevelFlags: critical, warning

    /// The log domains whose warnings are collected: GObject complains about a header whose width it cannot
    /// hold.
    private static final List<String> LOG_DOMAINS = List.of("VIPS", "GLib-GObject", "GLib");

    /// The rows in each of a saver's two buffers, which are allocated anew for each image. libvips' own 128
    /// would be nearly a strip: getting and clearing that memory takes half as long as encoding the strip
    /// as JPEG.
    private static final int BUFFER_ROWS = 16;

    /// The number of threads of an encoder that asks libvips how many it may start; the same on any
    /// machine.
    public static final int ENCODER_THREADS = 8;

    /// The last warning of libvips and its libraries, for the thread that it concerns. libpng's reasons
    /// come only this way, and libvips' own error buffer is shared by all threads.
    private static final ThreadLocal<String> LAST_WARNING = ThreadLocal.withInitial(() -> "");

    /// The loaders that this process has allowed; they stay allowed however often the library is
    /// configured.
    private static final Set<String> ALLOWED = ConcurrentHashMap.newKeySet();

    private final LibvipsLibrary library;
    private final VipsCalls calls;
    private final NativeFunction errorBufferCopy;
    private final NativeFunction objectUnref;
    private final NativeFunction free;
    private int encodersWithThreads;
    private volatile @Nullable ProfileConverter converter;

    /// Configures `library`; a second time changes nothing. A process has one libvips.
    public Libvips(LibvipsLibrary library) {
        this.library = library;
        calls = new VipsCalls(library);
        errorBufferCopy = library.function("vips_error_buffer_copy");
        objectUnref = library.function("g_object_unref");
        free = library.function("g_free");
        prepareProcess();
    }

    private void prepareProcess() {
        var init = library.function("vips_init");
        try (var arena = Arena.ofConfined()) {
            var programName = arena.allocateFrom("azulejo");
            if (init.number(programName) != 0) {
                throw new PermanentFailure("libvips does not start: " + lastError());
            }
        }
        // libvips itself does not trust some loaders with strangers' files, such as that of JPEG 2000; we
        // use none of these.
        set("vips_block_untrusted_set", TRUE);
        block("VipsForeignLoad", TRUE);
        ALLOWED.forEach(loader -> block(loader, FALSE));
        set("vips_cache_set_max", 0);
        setThreads(1);
        new VipsOptions(library).set("--vips-tile-height=" + BUFFER_ROWS);
        collectWarnings();
    }

    /// Makes `elsewhere`, such as another process, convert colours from now on: profiles from strangers'
    /// files are no safer than the files.
    public void convertBy(ProfileConverter elsewhere) {
        converter = elsewhere;
    }

    Optional<ProfileConverter> converter() {
        return Optional.ofNullable(converter);
    }

    /// Allows a loader to run from now on, by libvips' name of its class, such as `VipsForeignLoadPng`.
    public void allow(String loaderClass) {
        ALLOWED.add(loaderClass);
        block(loaderClass, FALSE);
    }

    private void setThreads(int count) {
        set("vips_concurrency_set", count);
    }

    /// Runs `encoding` with [#ENCODER_THREADS] threads for the encoder. libvips has one number for the
    /// whole process, which stays until the last encoder is done.
    public <T> T withEncoderThreads(Supplier<T> encoding) {
        changeEncodersWithThreads(1);
        try {
            return encoding.get();
        } finally {
            changeEncodersWithThreads(-1);
        }
    }

    private synchronized void changeEncodersWithThreads(int by) {
        encodersWithThreads += by;
        setThreads(encodersWithThreads == 0 ? 1 : ENCODER_THREADS);
    }

    private void set(String procedureName, int value) {
        library.function(procedureName).run(value);
    }

    private void block(String operationClass, int state) {
        var block = library.function("vips_operation_block_set");
        try (var arena = Arena.ofConfined()) {
            block.run(arena.allocateFrom(operationClass), state);
        }
    }

    /// Installs a handler for warnings, without which GLib would print them to the user's terminal.
    private void collectWarnings() {
        var setHandler = library.function("g_log_set_handler");
        var handler = Calls.upcall(
                MethodHandles.lookup(),
                "warned",
                MethodType.methodType(
                        void.class, MemorySegment.class, int.class, MemorySegment.class, MemorySegment.class),
                FunctionDescriptor.ofVoid(ADDRESS, JAVA_INT, ADDRESS, ADDRESS));
        for (var name : LOG_DOMAINS) {
            var domain = Arena.global().allocateFrom(name);
            setHandler.run(domain, LOG_LEVELS, handler, MemorySegment.NULL);
        }
    }

    @SuppressWarnings("unused") // called by GLib
    private static void warned(MemorySegment domain, int level, MemorySegment message, MemorySegment data) {
        var words = text(message);
        if (!words.startsWith("error in tile")) { // repeats of a failure by stages behind the one that failed
            LAST_WARNING.set(words);
        }
    }

    /// The build, as fingerprints name it.
    public String fingerprint() {
        return "libvips %s (%s)".formatted(library.version(), library.origin());
    }

    /// The choice that finds this build again in another process.
    public LibvipsChoice choice() {
        return library.choice();
    }

    /// A note for the user on how the library was found; usually empty.
    public Optional<String> note() {
        return library.note();
    }

    public LibvipsLibrary library() {
        return library;
    }

    /// The library's operations.
    public VipsCalls calls() {
        return calls;
    }

    /// Forgets earlier warnings on this thread: the following ones concern another file.
    public void forgetWarnings() {
        LAST_WARNING.remove();
    }

    /// The last line of libvips' words, if it is more than a number.
    static String reason(String words) {
        var line =
                Printable.text(words.lines().reduce((earlier, later) -> later).orElse(""));
        boolean isWords = line.chars().anyMatch(Character::isLetter);
        var code = isWords ? "" : line.replaceAll("[^0-9.]", "");
        return isWords ? line : "no reason given" + (code.isEmpty() ? "" : ", code " + code);
    }

    /// The reason why the last call on this thread failed, in the words of libvips and its libraries: for
    /// people to read, never for decisions, since other threads write to the same buffer. It is one
    /// printable line, also if it quotes the file; the buffer is empty afterwards.
    public String lastError() {
        var copy = errorBufferCopy.pointer();
        var error = text(copy).strip();
        free(copy);
        var words = error.isEmpty() ? LAST_WARNING.get() : error;
        return reason(words);
    }

    public void unref(MemorySegment object) {
        objectUnref.run(object);
    }

    public void free(MemorySegment memory) {
        free.run(memory);
    }

    private static String text(MemorySegment zeroTerminated) {
        return zeroTerminated.reinterpret(Long.MAX_VALUE).getString(0);
    }
}
