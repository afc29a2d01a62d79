package dev.azulejo.core.local;

import static java.util.Objects.requireNonNull;

import dev.azulejo.storage.ContentVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.DigestInputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;

/// A file of a [PrivateFolder] that is identified by its SHA-256, such as a library to be loaded. Measuring
/// our libraries takes up to a second, so a measured file is noted beside it and measured again only after
/// a change: the system then sets the time of change (`st_ctim` of stat(2)), which no program can set. A
/// program that could write a false note could replace Azulejo itself.
///
/// @param sha256 in hexadecimal digits
/// @param now so that what was changed just now is not noted: the next change could have the same time
public record PinnedFile(Path path, String sha256, InstantSource now) {
    private static final System.Logger LOG = System.getLogger(PinnedFile.class.getName());

    /// How long a new file is not noted: clocks of file systems tick more slowly than programs write.
    private static final Duration A_WHILE = Duration.ofSeconds(2);

    public PinnedFile(Path path, String sha256) {
        this(path, sha256, InstantSource.system());
    }

    public boolean isThere() throws IOException {
        if (!Files.exists(path)) {
            return false;
        }
        var state = state();
        var note = path.resolveSibling(path.getFileName() + ".measured");
        if (!state.isEmpty() && Files.exists(note) && Files.readString(note).equals(state)) {
            return true;
        }
        if (!sha256(Files.newInputStream(path)).equals(sha256)) {
            return false;
        }
        if (!state.isEmpty() && state.equals(state())) {
            write(note, state);
        }
        return true;
    }

    private static void write(Path note, String state) {
        try {
            var written = Files.createTempFile(note.toAbsolutePath().getParent(), "note-", "");
            Files.writeString(written, state);
            Files.move(written, note, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException notWritable) {
            LOG.log(Level.DEBUG, "the file is measured again next time", notWritable);
        }
    }

    /// The file's size, time of change and inode, with the hash; empty if the file system does not tell
    /// them.
    private String state() throws IOException {
        if (!path.getFileSystem().supportedFileAttributeViews().contains("unix")) {
            return "";
        }
        var facts = Files.readAttributes(path, "unix:size,ctime,ino");
        var changed = requireNonNull((FileTime) facts.get("ctime")).toInstant();
        return changed.isBefore(now.instant().minus(A_WHILE))
                ? "%s %s %s %s".formatted(sha256, facts.get("size"), changed, facts.get("ino"))
                : "";
    }

    /// The SHA-256 of a stream, in hexadecimal digits.
    ///
    /// @param bytes is closed
    public static String sha256(InputStream bytes) throws IOException {
        try (var digested = new DigestInputStream(bytes, ContentVersion.digest())) {
            digested.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digested.getMessageDigest().digest());
        }
    }
}
