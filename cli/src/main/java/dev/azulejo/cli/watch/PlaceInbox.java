package dev.azulejo.cli.watch;

import dev.azulejo.core.intake.DropFolder;
import dev.azulejo.storage.ObjectStat;
import dev.azulejo.storage.Storage;
import dev.azulejo.storage.StorageDenied;
import dev.azulejo.storage.StorageUnavailable;
import dev.azulejo.storage.transfer.Following;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// An inbox in a bucket or drive. Where it tells what has changed, it is asked for that, and listed now and
/// then.
final class PlaceInbox implements Inbox {
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(3);

    /// How often everything is listed, because some feeds do not report removed files.
    private static final long BETWEEN_LISTINGS = Duration.ofHours(1).toNanos();

    private final URI uri;
    private final Storage place;
    private final Map<String, WatchedFile> files = new TreeMap<>();
    private Optional<String> cursor = Optional.empty();
    private long listedNanos;

    PlaceInbox(URI uri, Storage place) {
        this.uri = uri;
        this.place = place;
    }

    @Override
    public URI uri() {
        return uri;
    }

    @Override
    public String name() {
        return uri.toString();
    }

    @Override
    public Duration betweenLooks() {
        return BETWEEN_LOOKS;
    }

    @Override
    public boolean has(String key) {
        return place.exists(key);
    }

    @Override
    public boolean isStill(String key, WatchedFile file) {
        return place.stat(key).filter(stat -> seen(stat).equals(file)).isPresent();
    }

    @Override
    public InboxListing look() throws IOException {
        try {
            boolean isDue = System.nanoTime() - listedNanos >= BETWEEN_LISTINGS;
            Following.look(place, isDue ? Optional.empty() : cursor, new Changes());
            return new InboxListing(Map.copyOf(files), List.of());
        } catch (StorageUnavailable | StorageDenied e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private final class Changes implements Following.Follower {
        @Override
        public void all() {
            long now = System.nanoTime();
            List<ObjectStat> found;
            try (var stats = place.list("")) {
                found = stats.toList();
            }
            files.clear(); // not before: a listing that breaks off says of nothing that it is gone
            found.forEach(PlaceInbox.this::put);
            listedNanos = now;
        }

        @Override
        public void changed(List<ObjectStat> there, List<String> gone) {
            gone.forEach(files::remove);
            there.forEach(PlaceInbox.this::put);
        }

        @Override
        public void reached(String next) {
            cursor = Optional.of(next);
        }
    }

    private void put(ObjectStat stat) {
        if (!DropFolder.isIgnored(stat.key(), stat.bytes())) {
            files.put(stat.key(), seen(stat));
        }
    }

    private static WatchedFile seen(ObjectStat stat) {
        return new WatchedFile(stat.bytes(), ChronoUnit.NANOS.between(Instant.EPOCH, stat.modified()), stat.etag());
    }
}
