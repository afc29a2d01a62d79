package dev.azulejo.imaging.child;

import dev.azulejo.imaging.fetch.LibvipsFinder;
import dev.azulejo.imaging.libvips.LibvipsChoice;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The command that starts a decoder process: a small JVM on our own class path, by a shell that limits it
/// first. The protocol uses the standard input and descriptor 3, so that output of C to the standard output
/// does not disturb it.
///
/// @param cacheFolder folder of fetched libraries
/// @param libvips the library that decodes
record ChildCommand(Path cacheFolder, LibvipsChoice libvips) {
    /// The address space that a JVM with libvips reserves without touching it, for heap, code, classes and
    /// threads: measured with a heap of 128 MB, 520 MB, and 100 MB for libraries.
    private static final long RESERVED_BYTES = 1200L << 20;

    /// The shell command. Signals of a terminal and of a service manager go to all processes of a command;
    /// the decoder ends when its parent does, and must not end before, as its file would count as the cause
    /// of a crash. macOS cannot limit address space; there the parent checks only the resident memory.
    private static final String SHELL =
            "trap '' INT QUIT TERM HUP; ulimit -c 0; ulimit -v \"$1\" 2>/dev/null; shift; exec \"$@\" 3>&1 1>&2";

    private static final List<String> JVM = List.of(
            "-Xmx512m", // Java's own readers hold an image of 50 megapixels
            "-Xss512k",
            "-XX:+UseSerialGC",
            "-XX:-UsePerfData",
            "-XX:TieredStopAtLevel=1",
            "-XX:CompressedClassSpaceSize=32m",
            "-XX:ReservedCodeCacheSize=24m",
            "-XX:-CreateCoredumpOnCrash",
            "-XX:+ErrorFileToStderr",
            "-Xlog:disable",
            "-Xlog:all=error:stderr",
            "--enable-native-access=ALL-UNNAMED");

    /// The properties of this JVM that the decoder needs, too.
    private static final List<String> PROPERTIES = List.of("user.home", LibvipsFinder.HOME);

    /// The only variables of the environment that the decoder gets: no cloud key, token or password is
    /// among them.
    private static final List<String> VARIABLES = List.of(
            "PATH",
            "HOME",
            "XDG_CACHE_HOME",
            "LANG",
            "LC_ALL",
            "LC_CTYPE",
            "LD_LIBRARY_PATH",
            "DYLD_LIBRARY_PATH",
            "DYLD_FALLBACK_LIBRARY_PATH",
            "LIBHEIF_PLUGIN_PATH",
            "VIPSHOME");

    ProcessBuilder builder(ChildLimits limits, Path temporary) {
        var command = new ArrayList<String>();
        command.addAll(List.of("/bin/sh", "-c", SHELL, "azulejo-decoder"));
        command.add(Long.toString((limits.memoryBytes() + RESERVED_BYTES) >> 10));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM);
        for (var name : PROPERTIES) {
            var value = System.getProperty(name);
            if (value != null) {
                command.add("-D%s=%s".formatted(name, value));
            }
        }
        command.add("-Djava.io.tmpdir=" + temporary);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), DecoderMain.class.getName()));
        command.add(cacheFolder.toString());
        command.add(libvips.text());
        var builder = new ProcessBuilder(command);
        var environment = builder.environment();
        environment.keySet().retainAll(VARIABLES);
        environment.putAll(Map.of(
                "TMPDIR",
                temporary.toString(),
                "MALLOC_ARENA_MAX",
                "2", // glibc reserves 64 MB for each
                "MALLOC_MMAP_THRESHOLD_",
                "262144"));
        return builder;
    }
}
