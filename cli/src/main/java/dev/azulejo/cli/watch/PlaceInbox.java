package dev.azulejo.cli.watch;

import dev.azulejo.core.intake.DropFolder;
import dev.azulejo.storage.ChangeFeed;
import dev.azulejo.storage.ObjectStat;
import dev.azulejo.storage.Storage;
import dev.azulejo.storage.StorageDenied;
import dev.azulejo.storage.StorageUnavailable;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A bucket or drive. Where it tells what has changed, it is asked for that, and listed now and then.
final class PlaceInbox implements Inbox {
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(3);

    /// Some feeds do not tell what is gone.
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
            if (place instanceof ChangeFeed feed
                    && cursor.isPresent()
                    && System.nanoTime() - listedNanos < BETWEEN_LISTINGS) {
                follow(feed, cursor.get());
            } else {
                listAll();
            }
            return new InboxListing(Map.copyOf(files), List.of());
        } catch (StorageUnavailable | StorageDenied e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /// The feed is asked where it stands first: what changes during the listing is told by it.
    private void listAll() {
        var start = place instanceof ChangeFeed feed ? Optional.of(feed.now()) : Optional.<String>empty();
        listedNanos = System.nanoTime();
        files.clear();
        try (var stats = place.list("")) {
            stats.forEach(this::put);
        }
        cursor = start;
    }

    private void follow(ChangeFeed feed, String from) {
        ChangeFeed.Changes changes;
        var next = from;
        do {
            changes = feed.changes(next);
            if (changes.isReset()) {
                listAll();
                return;
            }
            changes.gone().forEach(files::remove);
            changes.there().forEach(this::put);
            next = changes.next();
        } while (changes.isMore());
        cursor = Optional.of(next);
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
