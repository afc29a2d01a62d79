package dev.azulejo.storage.testkit.wire.gdrive;

import dev.azulejo.storage.testkit.wire.StoredBytes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// A file or a folder of the drive. Guarded by its [Items].
final class Item {
    static final String FOLDER = "application/vnd.google-apps.folder";
    static final String SHORTCUT = "application/vnd.google-apps.shortcut";
    private static final String GOOGLES_OWN = "application/vnd.google-apps.";

    final String id;
    final Instant created;
    final List<Revision> revisions = new ArrayList<>(); // the last one is the head
    String name = "Untitled";
    String type = "application/octet-stream";
    String parent;
    Instant modified;
    boolean isTrashed; // by itself: what lies in a folder in the trash is there too

    /// A state of a file's bytes.
    record Revision(String id, StoredBytes bytes, String type, Instant modified, String md5, String sha256) {
        static Revision of(String id, StoredBytes bytes, String type, Instant modified) {
            return new Revision(id, bytes, type, modified, hex(bytes, "MD5"), hex(bytes, "SHA-256"));
        }

        private static String hex(StoredBytes bytes, String algorithm) {
            return HexFormat.of().formatHex(bytes.digest(algorithm));
        }
    }

    Item(String id, String parent, Instant created) {
        this.id = id;
        this.parent = parent;
        this.created = created;
        this.modified = created;
    }

    boolean isFolder() {
        return type.equals(FOLDER);
    }

    /// Whether it has bytes, unlike Google's own documents, folders and shortcuts.
    boolean hasBytes() {
        return !type.startsWith(GOOGLES_OWN);
    }

    Revision head() {
        return revisions.getLast();
    }
}
