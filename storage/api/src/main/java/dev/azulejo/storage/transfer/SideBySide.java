package dev.azulejo.storage.transfer;

import dev.azulejo.storage.Keys;
import dev.azulejo.storage.ObjectStat;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.Stream;

/// Walks two sorted listings side by side, each read once, so any number of objects fits. For one thread.
public final class SideBySide {
    private final Iterator<ObjectStat> there;
    private Optional<ObjectStat> next = Optional.empty();

    private SideBySide(Stream<ObjectStat> there) {
        this.there = there.iterator();
    }

    /// Receives the objects of both places, in the order of keys.
    public interface Visitor {
        /// @param there the object that the other place has under the same key
        void found(ObjectStat source, Optional<ObjectStat> there);

        /// Receives an object whose key the first place does not have.
        void extra(ObjectStat target);
    }

    /// @param here all of one place, or a part
    /// @param there the same part of the other
    public static void walk(Stream<ObjectStat> here, Stream<ObjectStat> there, Visitor visitor) {
        var targets = new SideBySide(there);
        var sources = here.iterator();
        while (sources.hasNext()) {
            var source = sources.next();
            targets.extrasBefore(source.key(), visitor);
            var target = targets.isAt(source.key()) ? Optional.of(targets.take()) : Optional.<ObjectStat>empty();
            visitor.found(source, target);
        }
        targets.extrasBefore("", visitor);
    }

    /// @param key empty for all that are left
    private void extrasBefore(String key, Visitor visitor) {
        while (isBefore(key)) {
            visitor.extra(take());
        }
    }

    private Optional<ObjectStat> peek() {
        if (next.isEmpty() && there.hasNext()) {
            next = Optional.of(there.next());
        }
        return next;
    }

    private boolean isAt(String key) {
        return peek().filter(stat -> stat.key().equals(key)).isPresent();
    }

    private boolean isBefore(String key) {
        return peek().filter(stat -> key.isEmpty() || Keys.ORDER.compare(stat.key(), key) < 0)
                .isPresent();
    }

    private ObjectStat take() {
        var stat = peek().orElseThrow();
        next = Optional.empty();
        return stat;
    }
}
