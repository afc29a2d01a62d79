package dev.azulejo.functions.route;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.azulejo.core.intake.DropFolder;
import dev.azulejo.core.intake.Route;
import dev.azulejo.storage.ChangeFeed;
import dev.azulejo.storage.InvalidKey;
import dev.azulejo.storage.ObjectStat;
import dev.azulejo.storage.Precondition;
import dev.azulejo.storage.Secrets;
import dev.azulejo.storage.Storage;
import dev.azulejo.storage.StorageDenied;
import dev.azulejo.storage.StorageFailure;
import dev.azulejo.storage.StorageUnavailable;
import dev.azulejo.storage.transfer.Copies;
import dev.azulejo.storage.transfer.Following;
import dev.azulejo.storage.transfer.Sync;
import dev.azulejo.storage.transfer.Transfer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/// Copies files that come into a drive into a route's folder of the inbox, where they are taken in like all
/// others. It may be killed at any line, and the next call continues: each version of a file becomes one
/// version there. Options are copied before the files that they apply to.
public final class Arrivals {
    private static final Logger LOG = Logger.getLogger(Arrivals.class);
    private static final JsonMapper JSON = new JsonMapper();

    /// How often everything is listed, because some feeds do not report removed files.
    private static final Duration BETWEEN_LISTINGS = Duration.ofDays(1);

    private final Route route;
    private final Storage from;
    private final Storage inbox;
    private final Copies copies;
    private final Secrets notes;
    private final InstantSource clock;

    /// @param inbox the route's folder of it
    /// @param notes of its progress
    public Arrivals(Route route, Storage from, Storage inbox, Transfer transfer, Secrets notes, InstantSource clock) {
        this.route = route;
        this.from = from;
        this.inbox = inbox;
        this.copies = new Copies(
                transfer,
                new Copies.Place<>(from, route.from().toString()),
                new Copies.Place<>(inbox, "inbox/" + route.folder()),
                Copies.Others.REPLACED);
        this.notes = notes;
        this.clock = clock;
    }

    /// The progress of a route.
    ///
    /// @param of description of the route then
    /// @param listed when everything was last listed, in seconds since 1970
    private record Progress(String of, long listed, String cursor) {}

    /// Copies all files that have come up to now.
    ///
    /// @param call name of the call: if it dies and is made again, it continues at once
    /// @throws Shift.Over when there is more than one call can do
    public void bring(String call, Shift shift) {
        if (isNothingNew()) {
            return;
        }
        var lease = Lease.take(notes, route.folder() + "lease", call, clock);
        if (lease.isEmpty()) {
            LOG.infof("route %s: another call is at it", route.name());
            return;
        }
        try (var held = lease.get()) {
            var before = notes.find(progressName());
            Following.look(from, cursor(before), new Bringing(shift, held, before));
        }
    }

    private String progressName() {
        return route.folder() + "progress";
    }

    /// Whether the feed reports no change, the usual case, without writing anything.
    private boolean isNothingNew() {
        var cursor = cursor(notes.find(progressName()));
        if (!(from instanceof ChangeFeed feed) || cursor.isEmpty()) {
            return false;
        }
        var changes = feed.changes(cursor.get());
        return !changes.isReset()
                && !changes.isMore()
                && changes.there().isEmpty()
                && changes.gone().isEmpty();
    }

    /// The cursor to follow from; empty if everything must be listed.
    private Optional<String> cursor(Optional<String> noted) {
        var due = clock.instant().minus(BETWEEN_LISTINGS).getEpochSecond();
        return noted.flatMap(Arrivals::parsed)
                .filter(progress -> progress.of.equals(described()) && progress.listed > due)
                .map(Progress::cursor);
    }

    private String described() {
        return "%s %s".formatted(route.from(), route.options().orElse(""));
    }

    private static Optional<Progress> parsed(String text) {
        try {
            return Optional.of(JSON.readValue(text, Progress.class));
        } catch (JsonProcessingException e) {
            return Optional.empty(); // from the start: nothing comes twice
        }
    }

    private static String text(Progress progress) {
        try {
            return JSON.writeValueAsString(progress);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("progress is texts and numbers", e);
        }
    }

    private final class Bringing implements Following.Follower, Sync.Listener, LongConsumer {
        private final Shift shift;
        private final Lease lease;
        private Optional<String> noted;
        private Optional<Instant> listed = Optional.empty();

        Bringing(Shift shift, Lease lease, Optional<String> noted) {
            this.shift = shift;
            this.lease = lease;
            this.noted = noted;
        }

        @Override
        public void all() {
            var now = clock.instant();
            putOptions();
            sync(true);
            sync(false);
            listed = Optional.of(now);
        }

        private void putOptions() {
            var key = route.optionsKey().substring(route.folder().length());
            var bytes = route.options().map(text -> text.getBytes(StandardCharsets.UTF_8));
            if (bytes.isEmpty()) {
                inbox.delete(key);
            } else if (inbox.stat(key).isEmpty() || !Arrays.equals(inbox.readAll(key), bytes.get())) {
                inbox.write(key, bytes.get(), Map.of(), Precondition.NONE);
            }
        }

        private void sync(boolean ofOptions) {
            try (var here = brought(from, ofOptions);
                    var there = brought(inbox, ofOptions)) {
                new Sync(copies, true).run(here, there, this);
            }
        }

        private static Stream<ObjectStat> brought(Storage place, boolean ofOptions) {
            return place.list("")
                    .filter(object -> Route.isBrought(object.key(), object.bytes()))
                    .filter(object -> DropFolder.isOptions(object.key()) == ofOptions);
        }

        @Override
        public void changed(List<ObjectStat> there, List<String> gone) {
            gone.forEach(this::take);
            there.stream()
                    .filter(object -> Route.isBrought(object.key(), object.bytes()))
                    .sorted(Comparator.comparing(object -> !DropFolder.isOptions(object.key())))
                    .forEach(this::bring);
        }

        private void bring(ObjectStat object) {
            try {
                ended(object.key(), copies.copy(object, begins(object)));
            } catch (StorageFailure failure) {
                if (!isPassedOver(object, failure)) {
                    throw failure;
                }
            }
        }

        /// Handles a removed path, which may be a folder.
        private void take(String gone) {
            accept(0);
            try {
                removed(gone);
                try (var below = inbox.list(gone + "/")) {
                    below.map(ObjectStat::key).toList().forEach(this::removed);
                }
            } catch (InvalidKey e) {
                LOG.debugf(e, "route %s: %s was never brought", route.name(), gone);
            }
        }

        private void removed(String key) {
            if (inbox.exists(key)) {
                ended(key, copies.removed(key));
            }
        }

        @Override
        public void reached(String cursor) {
            var before = noted.flatMap(Arrivals::parsed).map(Progress::listed).orElse(0L);
            var next = text(new Progress(
                    described(), listed.map(Instant::getEpochSecond).orElse(before), cursor));
            if (!notes.replace(progressName(), noted, next)) {
                throw new StorageUnavailable("another brings route %s".formatted(route.name()), null);
            }
            noted = Optional.of(next);
        }

        @Override
        public LongConsumer begins(ObjectStat object) {
            accept(0);
            return this;
        }

        @Override
        public void ended(String key, Copies.Done done) {
            if (done != Copies.Done.UNCHANGED) {
                LOG.infof("route %s: %s %s", route.name(), done, key);
            }
        }

        /// Whether a failure concerns one file alone, which must not hold up the others.
        @Override
        public boolean isPassedOver(ObjectStat object, StorageFailure failure) {
            boolean isItsOwn = failure instanceof InvalidKey || (failure instanceof StorageDenied && isDenied(object));
            if (isItsOwn) {
                LOG.warnf("route %s: %s is left out: %s", route.name(), object.key(), failure.getMessage());
            }
            return isItsOwn;
        }

        /// Whether the drive works but refuses this file.
        private boolean isDenied(ObjectStat object) {
            var _ = from.stat(object.key());
            try {
                var _ = from.readRange(object.key(), 0, (int) Math.min(1, object.bytes()));
                return false;
            } catch (StorageDenied e) {
                return true;
            }
        }

        @Override
        public void accept(long bytes) {
            shift.check();
            lease.keep();
        }
    }
}
