package dev.azulejo.storage.testkit.wire.dropbox;

import dev.azulejo.storage.testkit.wire.ByteStore;
import dev.azulejo.storage.testkit.wire.StoredBytes;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/// Uploads in several requests. Used under the lock of [DropboxFake].
final class DropboxSessions {
    private static final Duration LIFE = Duration.ofDays(7);

    private final DropboxTree tree;
    private final Map<String, Session> sessions = new HashMap<>();
    private int made;

    private static final class Session {
        final ByteStore.Growing bytes;
        final Instant end;
        boolean isClosed;
        boolean isCommitted;

        Session(ByteStore.Growing bytes, Instant end) {
            this.bytes = bytes;
            this.end = end;
        }
    }

    DropboxSessions(DropboxTree tree) {
        this.tree = tree;
    }

    String start(byte[] bytes, boolean isClosed) {
        made++;
        var id = "pid_upload_session:%06d".formatted(made);
        var session = new Session(tree.store().begin(), tree.now().plus(LIFE));
        session.bytes.append(bytes, 0, bytes.length);
        session.isClosed = isClosed;
        sessions.put(id, session);
        return id;
    }

    void append(String id, long offset, byte[] bytes, boolean isClosing) throws DropboxError {
        var session = at(id, offset, false);
        session.bytes.append(bytes, 0, bytes.length);
        session.isClosed |= isClosing;
    }

    /// The bytes of all requests, with the last one's: those stay, also if they cannot be committed.
    StoredBytes joined(String id, long offset, byte[] last) throws DropboxError {
        var session = at(id, offset, true, "lookup_failed");
        session.bytes.append(last, 0, last.length);
        return session.bytes.soFar();
    }

    void committed(String id) {
        var session = sessions.get(id);
        if (session != null) {
            session.isCommitted = true;
        }
    }

    void forget(String id) {
        sessions.remove(id);
    }

    private Session at(String id, long offset, boolean isFinish, String... within) throws DropboxError {
        var session = sessions.get(id);
        if (session == null || !tree.now().isBefore(session.end)) {
            throw DropboxError.tagged(DropboxPath.with(within, "not_found"));
        }
        if (session.isCommitted || (session.isClosed && !isFinish)) {
            throw DropboxError.tagged(DropboxPath.with(within, "closed"));
        }
        if (session.bytes.size() != offset) {
            throw DropboxError.numbered(
                    "correct_offset", session.bytes.size(), DropboxPath.with(within, "incorrect_offset"));
        }
        return session;
    }
}
