package dev.azulejo.cli.watch;

/// A file in the inbox as it was seen: it has changed if one of these fields has.
///
/// @param bytes its length
/// @param modifiedNanos when it was changed, in nanoseconds since 1970
/// @param number that of the file on its disk, or of its version elsewhere; another where another file has taken its
///     name
record WatchedFile(long bytes, long modifiedNanos, String number) {}
