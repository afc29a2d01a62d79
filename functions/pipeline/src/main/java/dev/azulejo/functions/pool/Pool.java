package dev.azulejo.functions.pool;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.azulejo.cloud.Heartbeat;
import dev.azulejo.cloud.Names;
import dev.azulejo.cloud.TaskBacklog;
import dev.azulejo.cloud.Workforce;
import dev.azulejo.cloud.Workforce.State;
import dev.azulejo.cloud.Workforce.Worker;
import dev.azulejo.core.failure.OtherThread;
import dev.azulejo.core.job.JobObjects;
import dev.azulejo.core.job.key.Attempt;
import dev.azulejo.core.model.Processor;
import dev.azulejo.core.port.ModelCards;
import dev.azulejo.storage.Cell;
import dev.azulejo.storage.JobStorage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.IntStream;

/// Compares waiting work with the workers that there are, and starts missing ones.
///
/// It notes the workers before it starts them, and only if no other look noted any meanwhile: of two looks
/// at once, one starts workers. After a death in between there are too few; the next look, a minute later,
/// finds that.
public final class Pool {
    /// How long a requested worker may be missing from the list.
    private static final Duration LISTED_AFTER = Duration.ofMinutes(2);

    private static final Duration REMEMBERED = Duration.ofHours(1);

    /// How long the first worker of a quiet hour stays idle, in seconds: starting another for the next
    /// photograph would cost about as much.
    private static final int IDLE_OF_FIRST = 300;

    /// How long further workers stay idle, in seconds: the crowd they came for has gone.
    private static final int IDLE_OF_FURTHER = 30;

    private static final JsonMapper JSON = new JsonMapper();

    private final JobStorage work;
    private final Function<Attempt, Work> weighing;
    private final TaskBacklog backlog;
    private final Workforce workforce;
    private final FleetSize size;
    private final InstantSource clock;

    /// @param on the processor of workers
    public static Pool of(
            JobObjects objects,
            ModelCards cards,
            Processor on,
            TaskBacklog backlog,
            Workforce workforce,
            FleetSize size) {
        return new Pool(
                objects.work(),
                new WorkWeighing(objects, cards, on)::of,
                backlog,
                workforce,
                size,
                InstantSource.system());
    }

    Pool(
            JobStorage work,
            Function<Attempt, Work> weighing,
            TaskBacklog backlog,
            Workforce workforce,
            FleetSize size,
            InstantSource clock) {
        this.work = work;
        this.weighing = weighing;
        this.backlog = backlog;
        this.workforce = workforce;
        this.size = size;
        this.clock = clock;
    }

    /// @param planned attempts whose shards will be in the queue in a moment
    /// @return how many workers it has asked for
    public int look(Collection<Attempt> planned) {
        var coming = weighed(planned);
        int waiting = backlog.shards();
        if (waiting == 0 && coming.shards() == 0) {
            return 0;
        }
        var cell = new Cell(work, Names.POOL_NOTES);
        var seen = cell.look();
        var notes = seen.bytes().map(Pool::read).orElse(PoolNotes.EMPTY);
        // Of an empty queue nothing of before is left. Some of what is coming may be in it already.
        var known = (waiting == 0 ? Work.NONE : notes.work()).plus(coming).fading();
        double seconds = Math.max(coming.seconds(), waiting * known.secondsPerShard());
        var now = clock.instant();
        var fleet = fleet(seconds, notes, now);
        var names = names(size.toStart(fleet), now);
        var later = notes.since(now.minus(LISTED_AFTER)).with(known).with(names, now);
        if (!later.equals(notes) && !cell.change(seen, bytes(later))) {
            return 0; // another was quicker
        }
        for (var name : names) {
            boolean isFirst = fleet.alive() == 0 && name.equals(names.getFirst());
            workforce.start(name, isFirst ? IDLE_OF_FIRST : IDLE_OF_FURTHER);
        }
        return names.size();
    }

    /// Weighs attempts side by side: each needs two answers of the place, and there may be a hundred.
    private Work weighed(Collection<Attempt> planned) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            return planned.stream()
                    .map(attempt -> CompletableFuture.supplyAsync(() -> weighing.apply(attempt), threads))
                    .toList()
                    .stream()
                    .map(OtherThread::join)
                    .reduce(Work.NONE, Work::plus);
        }
    }

    private Fleet fleet(double seconds, PoolNotes notes, Instant now) {
        var workers = workforce.workers(now.minus(REMEMBERED));
        var listed = new HashSet<String>();
        workers.forEach(worker -> listed.add(worker.name()));
        long unlisted = notes.since(now.minus(LISTED_AFTER)).started().stream()
                .filter(started -> !listed.contains(started.name()))
                .count();
        var lastEnd = workers.stream()
                .filter(worker -> worker.state() == State.ENDED || worker.state() == State.FAILED)
                .max(Comparator.comparing(Worker::since));
        return new Fleet(
                seconds,
                (int) unlisted + count(workers, State.COMING),
                count(workers, State.RUNNING),
                ownMachines(now),
                lastEnd.filter(worker -> worker.state() == State.FAILED)
                        .map(worker -> Duration.between(worker.since(), now)));
    }

    private static int count(List<Worker> workers, State state) {
        return (int) workers.stream().filter(worker -> worker.state() == state).count();
    }

    private double ownMachines(Instant now) {
        try (var found = work.list(Heartbeat.FOLDER)) {
            return found.filter(beat -> beat.modified().isAfter(now.minus(Heartbeat.LIVES)))
                            .flatMap(beat -> Heartbeat.parse(beat.key()).stream())
                            .mapToInt(Heartbeat::percent)
                            .sum()
                    / 100.0;
        }
    }

    private static List<String> names(int count, Instant now) {
        return IntStream.range(0, count)
                .mapToObj(number -> "worker-%d-%d".formatted(now.toEpochMilli(), number))
                .toList();
    }

    private static PoolNotes read(byte[] notes) {
        try {
            return JSON.readValue(notes, PoolNotes.class);
        } catch (JsonProcessingException notReadable) {
            return PoolNotes.EMPTY; // it knows less, and replaces it
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(PoolNotes notes) {
        try {
            return JSON.writeValueAsBytes(notes);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
