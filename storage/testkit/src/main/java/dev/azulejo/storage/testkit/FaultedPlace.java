package dev.azulejo.storage.testkit;

import dev.azulejo.storage.ChangeFeed;
import dev.azulejo.storage.ResumableStorage;
import dev.azulejo.storage.Storage;
import dev.azulejo.storage.testkit.wire.FaultScript;
import java.util.List;
import java.util.Optional;

/// An empty place behind a wire that misbehaves by script, for one run of [FaultStory].
public interface FaultedPlace extends AutoCloseable {
    /// Opens it as another process would, without memories of an earlier one. It waits for nothing.
    Opened open();

    /// One place in all its roles.
    record Opened(Storage storage, Optional<ResumableStorage> resumable, Optional<ChangeFeed> feed) {
        public static Opened of(Storage storage) {
            return new Opened(
                    storage,
                    storage instanceof ResumableStorage resumable ? Optional.of(resumable) : Optional.empty(),
                    storage instanceof ChangeFeed feed ? Optional.of(feed) : Optional.empty());
        }
    }

    void follow(FaultScript script);

    /// The size of each request of an upload: small, so small objects have several.
    int chunkBytes();

    /// The service's remains beside the objects that a listing shows: for messages.
    List<String> leaked();

    /// Whether the feed of changes reports removed objects; some services report no more than an id of
    /// their own.
    default boolean tellsWhatIsGone() {
        return true;
    }

    @Override
    void close();
}
