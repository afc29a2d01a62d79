package dev.azulejo.storage;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/// An object on its way into a [Storage]. Its bytes are invisible until it is committed. To be used by one
/// thread at a time. After a commit or a close, writing throws a [IOException].
///
/// Failures of the place are [StorageFailure]s here too, unchecked, from a write or from the commit: a full
/// disk is [StorageFull]. The object has then ended, as by a close.
public abstract class PendingObject extends OutputStream {
    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public abstract void write(byte[] source, int offset, int length) throws IOException;

    /// Makes the object appear, whole, if `precondition` holds for what lies under its key at that moment.
    ///
    /// @return whether the object appeared; if not, the bytes are gone and what was there is untouched
    /// @throws IllegalStateException when it was committed or closed before
    public abstract boolean commit(Precondition precondition);

    /// Makes the object appear, whole, replacing any object there.
    public final void commit() {
        if (!commit(Precondition.NONE)) {
            throw new IllegalStateException("a commit without precondition was refused");
        }
    }

    /// The etag of the object that the commit has made appear (see [ObjectStat#etag]), if the place has told it
    /// by then.
    public Optional<String> etag() {
        return Optional.empty();
    }

    /// Ends the object. If it was not committed it never existed, and nothing of it is left behind.
    @Override
    public abstract void close();
}
