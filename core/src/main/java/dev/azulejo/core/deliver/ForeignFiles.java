package dev.azulejo.core.deliver;

/// What to do with a file at the destination that no job of ours made.
public enum ForeignFiles {
    KEEP,
    REPLACE
}
