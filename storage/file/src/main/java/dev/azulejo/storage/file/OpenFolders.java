package dev.azulejo.storage.file;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.Optional;

/// The function that Java lacks to hold a folder: its descriptor, which Linux shows as a path.
/// (`SecureDirectoryStream` holds folders too, but can neither make one nor link files.)
final class OpenFolders {
    static final int NONE = -1;

    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

    // fcntl.h of Linux; the same on x86-64 and, but for the first two, on aarch64
    private static final boolean ARM = System.getProperty("os.arch").equals("aarch64");
    private static final long O_DIRECTORY = ARM ? 0x4000 : 0x10000;
    private static final long O_NOFOLLOW = ARM ? 0x8000 : 0x20000;
    private static final long O_CLOEXEC = 0x80000;
    private static final long O_PATH = 0x200000;

    private static final Charset NAMES = Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));

    private static final boolean KNOWN_SYSTEM = System.getProperty("os.name").equals("Linux")
            && (ARM || System.getProperty("os.arch").equals("amd64"));
    private static final Optional<MemorySegment> OPEN = function("open");
    private static final Optional<MemorySegment> CLOSE = function("close");
    private static final Optional<MemorySegment> SYNCFS = function("syncfs");

    /// The number of arguments of both calls, more than they read: as many as the core's calls of C have,
    /// so that the JVM makes the classes for that once at each start.
    private static final int WORDS = 16;

    private static final Optional<MethodHandle> CALL = call();

    /// Whether folders can be held on this system.
    static final boolean SUPPORTED = OPEN.isPresent() && CLOSE.isPresent() && works();

    /// Whether [#sync] is known to report what could not be written: Linux does from 5.8 on (syncfs(2)).
    static final boolean MAY_SYNC = SUPPORTED && SYNCFS.isPresent() && isLinuxFrom(5, 8);

    private OpenFolders() {}

    private static boolean isLinuxFrom(int major, int minor) {
        var version = System.getProperty("os.version").split("[^0-9]+", 3);
        try {
            int first = Integer.parseInt(version[0]);
            return first > major || (first == major && Integer.parseInt(version[1]) >= minor);
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException _) {
            return false;
        }
    }

    private static Optional<MemorySegment> function(String name) {
        return KNOWN_SYSTEM ? Linker.nativeLinker().defaultLookup().find(name) : Optional.empty();
    }

    @SuppressWarnings("restricted") // calling C is the point
    private static Optional<MethodHandle> call() {
        if (!KNOWN_SYSTEM) {
            return Optional.empty();
        }
        var words = FunctionDescriptor.of(
                JAVA_LONG, Collections.nCopies(WORDS, JAVA_LONG).toArray(MemoryLayout[]::new));
        return Optional.of(Linker.nativeLinker().downcallHandle(words).asSpreader(1, long[].class, WORDS));
    }

    private static int call(Optional<MemorySegment> function, long... parameters) {
        try {
            return (int)
                    (long) CALL.orElseThrow().invokeExact(function.orElseThrow(), Arrays.copyOf(parameters, WORDS));
        } catch (Throwable e) {
            throw new IllegalStateException("functions of C throw nothing", e);
        }
    }

    /// Whether held folders can be used: in a container `/proc` may be missing.
    private static boolean works() {
        int descriptor = open(Path.of("/"));
        if (descriptor == NONE) {
            return false;
        }
        try {
            return Files.isDirectory(path(descriptor));
        } finally {
            close(descriptor);
        }
    }

    /// Opens a descriptor of the folder; [#NONE] if there is none, or a link.
    static int open(Path folder) {
        return open(folder, O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    }

    private static int open(Path folder, long flags) {
        try (var arena = Arena.ofConfined()) {
            var path = arena.allocateFrom(folder.toString(), NAMES);
            return call(OPEN, path.address(), flags);
        }
    }

    /// Writes all that was written to the file system of a folder through to the disk.
    ///
    /// @return whether it is there; not if the folder may not be read
    static boolean sync(Path folder) {
        int descriptor = open(folder, O_DIRECTORY | O_CLOEXEC);
        if (descriptor == NONE) {
            return false;
        }
        try {
            return call(SYNCFS, descriptor) == 0;
        } finally {
            close(descriptor);
        }
    }

    static void close(int descriptor) {
        call(CLOSE, descriptor);
    }

    static Path path(int descriptor) {
        return DESCRIPTORS.resolve(Integer.toString(descriptor));
    }
}
