package dev.azulejo.storage.file;

import dev.azulejo.storage.ContentVersion;
import dev.azulejo.storage.NoSuchObject;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;

/// The bytes of one version. They are hashed when it is opened, and again as they pass: a file that another
/// program changes in place is found out at its end, or at the close of a reader that stops before.
final class VersionStream extends FileStream {
    private final String key;
    private final HeldFolder folder;
    private final Path path;
    private final FileChannel file;
    private final String version;
    private final FileFacts whenOpened;
    private final MessageDigest passed = ContentVersion.digest();
    private boolean ended;

    private VersionStream(String key, HeldFolder folder, FileChannel file, String version, FileFacts whenOpened) {
        super(key, file);
        this.key = key;
        this.folder = folder;
        this.path = folder.path(KeyPaths.nameOf(key));
        this.file = file;
        this.version = version;
        this.whenOpened = whenOpened;
    }

    /// @param folder is closed with the stream, or when there is none
    /// @throws NoSuchObject when the bytes are not that version
    static VersionStream open(String key, HeldFolder folder, String version) throws IOException {
        try {
            return opened(key, folder, version);
        } catch (IOException | RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    private static VersionStream opened(String key, HeldFolder folder, String version) throws IOException {
        var path = folder.path(KeyPaths.nameOf(key));
        while (true) {
            var before = FileFacts.of(path);
            var file = FileChannel.open(path, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
            try {
                if (FileFacts.of(path).equals(before)) { // so these are the facts of the file that is open
                    ContentVersion.require(key, version, ContentVersion.of(Channels.newInputStream(file)));
                    file.position(0);
                    return new VersionStream(key, folder, file, version, before);
                }
            } catch (IOException | RuntimeException e) {
                file.close();
                throw e;
            }
            file.close(); // replaced in between
        }
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int count = super.read(target, offset, length);
        if (count > 0) {
            passed.update(target, offset, count);
        } else if (count < 0 && !ended) {
            ended = true;
            refuseUnless(ContentVersion.of(passed).equals(version));
        }
        return count;
    }

    @Override
    public void close() throws IOException {
        if (!file.isOpen()) {
            return;
        }
        try (folder;
                file) {
            refuseUnless(ended || seemsUnchanged());
        }
    }

    /// Whether size and time show no change. If another object has the path by now, that says nothing about
    /// this one.
    private boolean seemsUnchanged() throws IOException {
        var now = FileFacts.ifThere(path);
        return file.size() == whenOpened.bytes()
                && now.filter(facts -> facts.inode() == whenOpened.inode())
                        .map(whenOpened::equals)
                        .orElse(true);
    }

    private void refuseUnless(boolean unchanged) {
        if (!unchanged) {
            throw new NoSuchObject(
                    "%s was changed in place while it was read: what was read is not %s".formatted(key, version), null);
        }
    }
}
