package dev.azulejo.functions.pool;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/// The pool's memory from look to look, as `fleet/pool.json`.
///
/// @param seconds of work that came since the queue was last empty
/// @param shards of that work
/// @param started workers that were requested lately: the batch system may not list them yet
@JsonIgnoreProperties(ignoreUnknown = true)
record PoolNotes(int schema, double seconds, int shards, List<Started> started) {
    static final int SCHEMA = 1;
    static final PoolNotes EMPTY = new PoolNotes(SCHEMA, 0, 0, List.of());

    PoolNotes {
        started = List.copyOf(started);
    }

    /// @param at milliseconds since 1970
    record Started(String name, long at) {}

    Work work() {
        return new Work(seconds, shards);
    }

    PoolNotes with(Work work) {
        return new PoolNotes(SCHEMA, work.seconds(), work.shards(), started);
    }

    PoolNotes with(List<String> names, Instant now) {
        return new PoolNotes(
                SCHEMA,
                seconds,
                shards,
                Stream.concat(started.stream(), names.stream().map(name -> new Started(name, now.toEpochMilli())))
                        .toList());
    }

    /// Returns the notes without workers requested before `then`.
    PoolNotes since(Instant then) {
        return new PoolNotes(
                SCHEMA,
                seconds,
                shards,
                started.stream().filter(each -> each.at >= then.toEpochMilli()).toList());
    }
}
