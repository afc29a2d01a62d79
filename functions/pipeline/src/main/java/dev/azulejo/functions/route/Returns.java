package dev.azulejo.functions.route;

import dev.azulejo.core.intake.DropFolder;
import dev.azulejo.core.intake.Route;
import dev.azulejo.storage.ObjectStat;
import dev.azulejo.storage.Storage;
import dev.azulejo.storage.StorageUnavailable;
import dev.azulejo.storage.transfer.Copies;
import dev.azulejo.storage.transfer.Transfer;
import java.util.Optional;
import org.jboss.logging.Logger;

/// Copies results and reports from a route's folder of the outbox to its drive, and removes outdated
/// reports. Calls may come twice, at once and in any order: each looks at the present state. A file that
/// was not copied there is its owner's, and is left alone.
public final class Returns {
    private static final Logger LOG = Logger.getLogger(Returns.class);
    private static final int MOST_CHANGES = 10;

    private final Route route;
    private final Storage outbox;
    private final Obstacle obstacle;
    private final Copies copies;

    /// Reports that a file of the drive's owner lies in a result's place.
    public interface Obstacle {
        /// @param key of the result
        /// @return empty if the result's source is unknown
        Optional<byte[]> report(Route route, String key, ObjectStat result);
    }

    /// @param outbox the route's folder of it
    /// @param to the drive
    public Returns(Route route, Storage outbox, Storage to, Transfer transfer, Obstacle obstacle) {
        this.route = route;
        this.outbox = outbox;
        this.obstacle = obstacle;
        this.copies = new Copies(
                transfer,
                new Copies.Place<>(outbox, "outbox/" + route.folder()),
                new Copies.Place<>(to, route.to().toString()),
                Copies.Others.KEPT);
    }

    /// Makes the drive's object under a key equal to the outbox's.
    ///
    /// @throws Shift.Over when it takes more than one call; the next one goes on
    public void carry(String key, Shift shift) {
        for (int change = 0; change < MOST_CHANGES; change++) {
            var seen = outbox.stat(key);
            var done = seen.isPresent() ? copies.copy(seen.get(), shift) : copies.removed(key);
            if (outbox.stat(key).map(ObjectStat::etag).equals(seen.map(ObjectStat::etag))) {
                LOG.infof("route %s: %s %s", route.name(), done, key);
                seen.filter(_ -> !DropFolder.isReserved(key)).ifPresent(result -> tell(key, result, done));
                return;
            }
        }
        throw new StorageUnavailable("%s changes again and again".formatted(key), null);
    }

    /// Keeps a report beside the place of a result as long as the result cannot be copied.
    private void tell(String key, ObjectStat result, Copies.Done done) {
        var report = DropFolder.reportBeside(key);
        if (done == Copies.Done.IN_THE_WAY) {
            obstacle.report(route, key, result).ifPresent(bytes -> copies.note(report, bytes));
        } else {
            copies.removed(report);
        }
    }
}
