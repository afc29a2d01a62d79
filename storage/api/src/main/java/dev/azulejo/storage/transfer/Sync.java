package dev.azulejo.storage.transfer;

import dev.azulejo.storage.ObjectStat;
import dev.azulejo.storage.StorageFailure;
import dev.azulejo.storage.StorageUnavailable;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/// Makes one place hold the objects of another, by [Copies]. Both are listed once, side by side, so any
/// number of objects fits. Several objects are copied at once. For one thread.
public final class Sync {
    /// How many objects are copied at once where each takes requests.
    public static final int ACROSS_A_NETWORK = 4;

    /// How many are on one machine: those that are committed together share what makes them durable.
    public static final int ON_ONE_MACHINE = 64;

    private static final int MOST_LARGE = 4;
    private static final long LARGE_BYTES = 1 << 20;
    private static final int MOST_WAITING = 1000;

    private final Copies copies;
    private final boolean isDeleting;
    private final int atOnce;
    private final SyncMemory memory;

    /// Makes a sync that remembers nothing.
    ///
    /// @param isDeleting whether objects that the source does not have are removed
    public Sync(Copies copies, boolean isDeleting) {
        this(copies, isDeleting, ACROSS_A_NETWORK, SyncMemory.none());
    }

    /// @param isDeleting whether objects that the source does not have are removed
    /// @param atOnce how many objects are copied at once
    /// @param memory of what was alike the last time; committed by the caller when all is done
    public Sync(Copies copies, boolean isDeleting, int atOnce, SyncMemory memory) {
        this.copies = copies;
        this.isDeleting = isDeleting;
        this.atOnce = atOnce;
        this.memory = memory;
    }

    /// Receives what happens. All but [#begins] is called by the thread that runs the sync, in the order of
    /// keys.
    public interface Listener {
        /// Called by any thread.
        ///
        /// @return receives the number of bytes copied so far
        LongConsumer begins(ObjectStat object);

        void ended(String key, Copies.Done done);

        /// Whether to continue with the other objects when one could not be copied.
        default boolean isPassedOver(ObjectStat object, StorageFailure failure) {
            return false;
        }
    }

    /// Copies objects, begun in the order of their keys. A failure that is not passed over ends the run when
    /// the copies that are on their way have ended; the next run continues.
    ///
    /// @param here all of one place, or a part
    /// @param there the same part of the other
    public void run(Stream<ObjectStat> here, Stream<ObjectStat> there, Listener listener) {
        try (var threads = Executors.newFixedThreadPool(
                atOnce, Thread.ofPlatform().daemon().name("sync-", 0).factory())) {
            var line = new Line(threads, listener);
            boolean isDone = false;
            try {
                SideBySide.walk(here, there, line);
                line.endAll();
                isDone = true;
            } finally {
                if (!isDone) {
                    line.stop();
                }
            }
        }
    }

    /// An object on its way.
    private record Turn(ObjectStat object, Future<Copies.Result> result) {}

    /// The objects on their way, in the order of keys.
    private final class Line implements SideBySide.Visitor {
        private final ExecutorService threads;
        private final Listener listener;
        private final ArrayDeque<Turn> turns = new ArrayDeque<>();
        private final Semaphore large = new Semaphore(MOST_LARGE);
        private boolean isRemoving;
        private volatile boolean isStopped;

        Line(ExecutorService threads, Listener listener) {
            this.threads = threads;
            this.listener = listener;
        }

        @Override
        public void found(ObjectStat source, Optional<ObjectStat> there) {
            if (there.filter(target -> memory.isAlike(source, target)).isPresent()) {
                var alike = new Copies.Result(
                        Copies.Done.UNCHANGED, source.etag(), there.get().etag());
                add(new Turn(source, CompletableFuture.completedFuture(alike)));
            } else if (source.bytes() > LARGE_BYTES) {
                begin(source, () -> copyLarge(source, there), false);
            } else {
                begin(source, () -> copies.copy(source, there, listener.begins(source)), false);
            }
        }

        /// Copies an object whose pieces take memory.
        private Copies.Result copyLarge(ObjectStat source, Optional<ObjectStat> there) throws InterruptedException {
            large.acquire();
            try {
                return copies.copy(source, there, listener.begins(source));
            } finally {
                large.release();
            }
        }

        @Override
        public void extra(ObjectStat target) {
            if (isDeleting) {
                begin(target, () -> new Copies.Result(copies.removed(target.key()), "", ""), true);
            }
        }

        /// @param isRemoval removals and copies wait for each other: `a` must go before `a/b` can come
        private void begin(ObjectStat object, Callable<Copies.Result> work, boolean isRemoval) {
            if (isRemoval != isRemoving) {
                endAll();
                isRemoving = isRemoval;
            }
            add(new Turn(object, threads.submit(() -> {
                if (isStopped) {
                    throw new StorageUnavailable("the sync has ended before", null);
                }
                return work.call();
            })));
        }

        private void add(Turn turn) {
            if (turns.size() == MOST_WAITING) {
                end(turns.remove());
            }
            turns.add(turn);
        }

        private void endAll() {
            while (!turns.isEmpty()) {
                end(turns.remove());
            }
        }

        private void end(Turn turn) {
            try {
                var result = turn.result().get();
                var key = turn.object().key();
                memory.keep(key, result.source(), result.target());
                listener.ended(key, result.done());
            } catch (ExecutionException e) {
                var cause = Objects.requireNonNull(e.getCause());
                if (!(cause instanceof StorageFailure failure) || !listener.isPassedOver(turn.object(), failure)) {
                    throw thrown(cause);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new StorageUnavailable("the sync was interrupted", e);
            }
        }

        private static RuntimeException thrown(Throwable cause) {
            if (cause instanceof Error error) {
                throw error;
            }
            return cause instanceof RuntimeException failure ? failure : new IllegalStateException(cause);
        }

        /// Lets what has begun end, and begins nothing more.
        private void stop() {
            isStopped = true;
            for (var turn : turns) {
                try {
                    listener.ended(turn.object().key(), turn.result().get().done());
                } catch (ExecutionException _) {
                    // the first failure is reported
                } catch (InterruptedException _) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
        }
    }
}
