package dev.azulejo.storage.file;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// The one thing that Java lacks to hold a folder: its descriptor, which Linux shows as a path.
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

    private static final Optional<MethodHandle> OPEN = function("open");

    /// It does not read its second parameter, with which both are called in one way: for another the JVM makes a dozen
    /// classes at each start.
    private static final Optional<MethodHandle> CLOSE = function("close");

    /// Whether folders can be held on this system.
    static final boolean SUPPORTED = OPEN.isPresent() && CLOSE.isPresent() && works();

    private OpenFolders() {}

    @SuppressWarnings("restricted") // calling C is the point
    private static Optional<MethodHandle> function(String name) {
        var twoWords = FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG);
        boolean known = System.getProperty("os.name").equals("Linux")
                && (ARM || System.getProperty("os.arch").equals("amd64"));
        return known
                ? Linker.nativeLinker()
                        .defaultLookup()
                        .find(name)
                        .map(symbol -> Linker.nativeLinker()
                                .downcallHandle(symbol, twoWords, Linker.Option.firstVariadicArg(2)))
                : Optional.empty();
    }

    /// In a container `/proc` may be missing.
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

    /// A descriptor of the folder; [#NONE] when there is none, or a link.
    static int open(Path folder) {
        try (var arena = Arena.ofConfined()) {
            var path = arena.allocateFrom(folder.toString(), NAMES);
            long flags = O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC;
            return (int) (long) OPEN.orElseThrow().invokeExact(path.address(), flags);
        } catch (Throwable e) {
            throw new IllegalStateException("open throws nothing", e);
        }
    }

    static void close(int descriptor) {
        try {
            long _ = (long) CLOSE.orElseThrow().invokeExact((long) descriptor, 0L);
        } catch (Throwable e) {
            throw new IllegalStateException("close throws nothing", e);
        }
    }

    static Path path(int descriptor) {
        return DESCRIPTORS.resolve(Integer.toString(descriptor));
    }
}
