package dev.azulejo.cli.watch;

import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/// A file in the inbox as it was seen: it changes when one of these does.
///
/// @param bytes its length
/// @param modifiedNanos when it was changed, in nanoseconds since 1970
/// @param number that of the file on its disk; another where another file has taken its name
record WatchedFile(long bytes, long modifiedNanos, String number) {
    static WatchedFile of(BasicFileAttributes attributes) {
        return new WatchedFile(
                attributes.size(),
                attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS),
                Objects.toString(attributes.fileKey(), ""));
    }
}
