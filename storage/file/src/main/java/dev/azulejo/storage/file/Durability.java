package dev.azulejo.storage.file;

/// The events that a committed object survives.
public enum Durability {
    /// The death of the process at any moment. After a power cut a young object may be gone or empty.
    PROCESS_DEATH,
    /// A power cut too: bytes and directories reach the disk before a commit returns, which costs milliseconds.
    /// Commits that several threads make at once share them ([DiskGroup]).
    SYNCED
}
