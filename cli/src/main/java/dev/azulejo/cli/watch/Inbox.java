package dev.azulejo.cli.watch;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;

/// A place where users put files to be enhanced. For one thread, but for [#has] and [#isStill].
interface Inbox {
    URI uri();

    /// The inbox's name for people, the same in each process.
    String name();

    /// @throws IOException when it cannot be read now
    InboxListing look() throws IOException;

    /// The least time between two looks.
    Duration betweenLooks();

    /// Whether something lies under a key now.
    boolean has(String key);

    /// Whether a file is still as it was seen.
    boolean isStill(String key, WatchedFile file);
}
