package dev.azulejo.storage;

/// A condition of a write on the object under its key: the `If-None-Match` and `If-Match` of HTTP (RFC
/// 9110, section 13).
public sealed interface Precondition {
    Precondition NONE = new None();
    Precondition ABSENT = new Absent();

    /// No condition.
    record None() implements Precondition {}

    /// There is no object under the key.
    record Absent() implements Precondition {}

    /// The object is the one that `etag` was read from (see [ObjectStat#etag]).
    record Matches(String etag) implements Precondition {}
}
