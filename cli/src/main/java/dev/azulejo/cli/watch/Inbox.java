package dev.azulejo.cli.watch;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;

/// Where files are put that something is to be made of. For one thread, but for [#has] and [#isStill].
interface Inbox {
    URI uri();

    /// For people, and the same in each process.
    String name();

    /// @throws IOException when it cannot be read now
    InboxListing look() throws IOException;

    /// How long to wait between two looks, at least.
    Duration betweenLooks();

    /// Whether something lies under a key now.
    boolean has(String key);

    /// Whether a file is still as it was seen.
    boolean isStill(String key, WatchedFile file);
}
