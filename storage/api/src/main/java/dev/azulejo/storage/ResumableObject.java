package dev.azulejo.storage;

/// A [PendingObject] that outlives its process: closed without a commit, the place keeps its bytes, for its
/// own time (a week, or a day) or until [#abandon].
public abstract class ResumableObject extends PendingObject {
    /// The position of the next byte to write. After [ResumableStorage#resume] the place may have that byte
    /// already: it then only counts for the hash of the whole, and is not sent again.
    public abstract long position();

    /// How many bytes the place certainly has.
    public abstract long held();

    /// The token by which another process can continue, to be kept each time that [#held] has grown. It is
    /// a secret: it may contain an address that can be written to without further rights.
    public abstract String token();

    /// Ends the object for good: the place deletes its bytes. Does nothing to one that was committed or
    /// closed.
    public abstract void abandon();
}
