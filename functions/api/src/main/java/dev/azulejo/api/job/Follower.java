package dev.azulejo.api.job;

import dev.azulejo.api.job.JobNews.News;
import io.smallrye.mutiny.subscription.MultiEmitter;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One stream of news of a job. For one thread at a time.
final class Follower {
    /// So that nothing between us and the client takes the silence for an end: 15 seconds.
    static final int LOOKS_PER_SIGN_OF_LIFE = 60;

    private final MultiEmitter<? super Optional<News>> stream;
    private final Clockwork clockwork;
    private final long end;
    private final Optional<String> known;
    private @Nullable News told;
    private int silence;

    /// @param stream keeps the newest item alone for a client that is slow
    /// @param longest after which time it is told nothing more
    /// @param known the id of what the client has heard already
    Follower(
            MultiEmitter<? super Optional<News>> stream,
            Clockwork clockwork,
            Duration longest,
            Optional<String> known) {
        this.known = known;
        this.stream = stream;
        this.clockwork = clockwork;
        this.end = clockwork.nanos() + longest.toNanos();
    }

    /// Passes on what was seen by a look, unless it was told already.
    void tell(News newest) {
        silence++;
        boolean isFirst = told == null;
        if (!newest.equals(told)) {
            told = newest;
            if (!isFirst || !known.equals(Optional.of(newest.id()))) {
                say(Optional.of(newest));
            }
        } else if (silence >= LOOKS_PER_SIGN_OF_LIFE && stream.requested() > 0) { // else it would displace news
            say(Optional.empty());
        }
        if (newest.isEnd() || clockwork.nanos() - end >= 0) {
            end();
        }
    }

    private void say(Optional<News> item) {
        silence = 0;
        stream.emit(item);
    }

    /// Ends the stream once the client has taken what it was told last.
    void end() {
        stream.complete();
    }
}
