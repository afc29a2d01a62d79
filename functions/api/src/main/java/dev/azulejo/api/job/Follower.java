package dev.azulejo.api.job;

import dev.azulejo.api.job.JobFollowers.News;
import io.smallrye.mutiny.subscription.MultiEmitter;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One stream of a job's news. For one thread at a time.
final class Follower {
    /// The number of looks between signs of life, 15 seconds, so no proxy takes the silence for an
    /// end.
    static final int LOOKS_PER_SIGN_OF_LIFE = 60;

    private final MultiEmitter<? super Optional<News>> stream;
    private final Clockwork clockwork;
    private final long end;
    private final Optional<String> known;
    private @Nullable News told;
    private int silence;

    /// @param stream keeps the newest item alone for a client that is slow
    /// @param longest time after which the stream ends
    /// @param known id of the news that the client has already
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

    /// Sends news, unless the client has it already.
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

    /// Ends the stream once the client has received the last news.
    void end() {
        stream.complete();
    }
}
