package dev.azulejo.storage;

/// What must lie under a key for a write to happen: the `If-None-Match` and `If-Match` of HTTP (RFC 9110, section 13).
public sealed interface Precondition {
    Precondition NONE = new None();
    Precondition ABSENT = new Absent();

    /// Whatever is there.
    record None() implements Precondition {}

    /// Nothing is there.
    record Absent() implements Precondition {}

    /// What is there is what `etag` was read from (see [ObjectStat#etag]).
    record Matches(String etag) implements Precondition {}
}
