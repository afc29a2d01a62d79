package dev.azulejo.storage;

/// A [PendingObject] that outlives its process: closed without a commit, the place keeps what it has, for as long as
/// it does so by itself (a week, or a day), or until [#abandon].
public abstract class ResumableObject extends PendingObject {
    /// Which byte is to be written next. After [ResumableStorage#resume] that may be one that the place has already,
    /// which is then looked at, for the hash of the whole, and not sent again.
    public abstract long position();

    /// How many bytes the place has for sure.
    public abstract long held();

    /// With it another process goes on. To be kept each time that [#held] has grown. A secret: it may name an address
    /// that whoever knows it may write to.
    public abstract String token();

    /// Ends it for good: what the place has of it goes. Nothing happens to one that was committed or closed.
    public abstract void abandon();
}
