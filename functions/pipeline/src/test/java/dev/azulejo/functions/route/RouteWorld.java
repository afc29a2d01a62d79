package dev.azulejo.functions.route;

import dev.azulejo.core.intake.Route;
import dev.azulejo.storage.StoredSecrets;
import dev.azulejo.storage.testkit.NthCall;
import dev.azulejo.storage.transfer.Transfer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// A route between places in memory, whose process a test can kill.
final class RouteWorld {
    static final Duration SHIFT = Duration.ofMinutes(10);

    final FeedPlace from = new FeedPlace();
    final FeedPlace inbox = new FeedPlace();
    final FeedPlace outbox = new FeedPlace();
    final FeedPlace to = new FeedPlace();
    final FeedPlace work = new FeedPlace();
    volatile Instant now = Instant.parse("2026-11-27T12:00:00Z");
    Optional<String> options = Optional.empty();

    /// A process that is no more.
    static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    /// Kills a process before its nth call, from 0, and each that it makes while it dies.
    static final class Fuse implements FeedPlace.Ear {
        private final int fatal;
        private int calls;

        Fuse(int fatal) {
            this.fatal = fatal;
        }

        @Override
        public void hears(String method, Object argument) {
            if (calls++ >= fatal) {
                throw new Killed();
            }
        }
    }

    /// Does something before the nth call, once.
    static FeedPlace.Ear at(int nth, Runnable then) {
        var calls = new int[1];
        return (_, _) -> {
            if (calls[0]++ == nth) {
                then.run();
            }
        };
    }

    static final FeedPlace.Ear NOBODY = (_, _) -> {};

    Route route() {
        return new Route("shop", URI.create("dropbox:/in/"), URI.create("dropbox:/out/"), options);
    }

    private Transfer transfer(FeedPlace.Ear ear) {
        return new Transfer(new StoredSecrets(work.through(ear)));
    }

    Arrivals arrivals(FeedPlace.Ear ear) {
        return new Arrivals(
                route(),
                from.through(ear),
                inbox.through(ear),
                transfer(ear),
                new StoredSecrets(work.through(ear)),
                () -> now);
    }

    /// The same by a process to whose calls something happens.
    Arrivals arrivals(NthCall call) {
        var notes = new StoredSecrets(call.to(FeedPlace.Place.class, work.through(NOBODY)));
        return new Arrivals(
                route(),
                call.to(FeedPlace.Place.class, from.through(NOBODY)),
                call.to(FeedPlace.Place.class, inbox.through(NOBODY)),
                new Transfer(notes),
                notes,
                () -> now);
    }

    void bring(FeedPlace.Ear ear) {
        bring("call", ear);
    }

    void bring(String call, FeedPlace.Ear ear) {
        arrivals(ear).bring(call, shift());
    }

    Shift shift() {
        return new Shift(() -> now, now.plus(SHIFT));
    }

    Returns returns(FeedPlace.Ear ear) {
        return new Returns(
                route(),
                outbox.through(ear),
                to.through(ear),
                transfer(ear),
                (_, key, _) -> Optional.of(("theirs is in the way of " + key).getBytes(StandardCharsets.UTF_8)));
    }
}
