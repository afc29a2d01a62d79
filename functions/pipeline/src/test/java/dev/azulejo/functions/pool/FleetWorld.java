package dev.azulejo.functions.pool;

import dev.azulejo.cloud.Workforce;
import dev.azulejo.core.job.key.Attempt;
import dev.azulejo.core.job.key.JobId;
import dev.azulejo.functions.pool.TaskLine.Shard;
import dev.azulejo.storage.testkit.MemoryStorage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Random;
import java.util.function.IntUnaryOperator;

/// A day of a fleet in milliseconds: photographs come, workers are asked for, start, take shards and leave. By the real
/// [Pool], with its notes in memory, or as it was before: a worker for each manifest. Times are drawn by a seed.
final class FleetWorld {
    /// Until an instance that was asked for runs its first container: it boots, joins, and pulls the image.
    private static final int LEAST_BOOT = 120;

    private static final int MOST_BOOT = 240;
    private static final int LEAST_PULL = 45;
    private static final int MOST_PULL = 90;

    /// A worker loads its models and tries each.
    private static final int LOAD = 20;

    /// Batch puts the next job onto an instance that is there, and takes one away that has none.
    private static final int NEXT_JOB = 10;

    private static final int LINGERS = 60;

    private static final int MANIFESTS_AT_ONCE = 100;
    private static final double GATHERS = 2;
    private static final double LOOKS_EVERY = 60;

    private record Event(double at, long number, Runnable what) {}

    /// @param workerSeconds of containers, @param paidSeconds of instances, from their boot on
    record Report(int workers, double busySeconds, double workerSeconds, double paidSeconds, double[] waits) {
        double idle() {
            return 1 - busySeconds / workerSeconds;
        }

        double paidPerUsed() {
            return paidSeconds / busySeconds;
        }

        double wait(double share) {
            return waits[(int) Math.min(waits.length - 1, Math.floor(share * waits.length))];
        }
    }

    private final Random random;
    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparingDouble(Event::at).thenComparingLong(Event::number));
    private final TaskLine queue;
    private final Queue<Container> waiting = new ArrayDeque<>();
    private final Map<Integer, Integer> open = new HashMap<>();
    private final List<Double> arrivals = new ArrayList<>();
    private final List<Double> waits = new ArrayList<>();
    private final Map<Integer, List<Double>> waitsByTenant = new HashMap<>();
    private final List<Attempt> manifests = new ArrayList<>();
    private final Map<String, Container> workers = new HashMap<>();
    private final boolean aWorkerForEach;
    private final int most;
    private final Queue<Container> runnable = new ArrayDeque<>();
    private final Pool pool;
    private final Work work;
    private double now;
    private long number;
    private int inFlight;
    private int onMachines;
    private boolean gathering;
    private double busySeconds;
    private double workerSeconds;
    private double paidSeconds;

    /// @param work of each photograph
    FleetWorld(long seed, FleetSize size, boolean aWorkerForEach, Work work) {
        this(seed, size, aWorkerForEach, work, true);
    }

    /// @param isFair whether the queue hands out shards of tenants that have few under way first
    FleetWorld(long seed, FleetSize size, boolean aWorkerForEach, Work work, boolean isFair) {
        this.queue = new TaskLine(isFair);
        this.random = new Random(seed);
        this.aWorkerForEach = aWorkerForEach;
        this.most = size.most();
        this.work = work;
        this.pool = new Pool(
                new MemoryStorage(), _ -> work, () -> queue.size() + inFlight, new Fleet(), size, this::instant);
    }

    private Instant instant() {
        return Instant.EPOCH.plusMillis((long) (now * 1000));
    }

    private void at(double time, Runnable what) {
        events.add(new Event(time, number++, what));
    }

    private double between(int least, int most) {
        return least + random.nextDouble() * (most - least);
    }

    /// A photograph is planned at each of these times, in seconds.
    Report run(double[] times) {
        return run(times, _ -> 0);
    }

    /// @param tenant of each photograph, by its number
    Report run(double[] times, IntUnaryOperator tenant) {
        for (int job = 0; job < times.length; job++) {
            int whose = tenant.applyAsInt(job);
            at(times[job], () -> planned(whose));
        }
        if (!aWorkerForEach) {
            at(LOOKS_EVERY * random.nextDouble(), this::look);
        }
        while (!events.isEmpty()) {
            var event = events.remove();
            now = event.at;
            event.what.run();
        }
        if (waits.size() != times.length) {
            throw new IllegalStateException("%d of %d photographs are done".formatted(waits.size(), times.length));
        }
        var sorted = waits.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        return new Report(workers.size(), busySeconds, workerSeconds, paidSeconds, sorted);
    }

    private boolean isAllDone() {
        return events.isEmpty() && queue.isEmpty() && waiting.isEmpty();
    }

    private void planned(int tenant) {
        int job = arrivals.size();
        arrivals.add(now);
        open.put(job, work.shards());
        manifests.add(Attempt.first(new JobId("%024x".formatted(job))));
        for (int shard = 0; shard < work.shards(); shard++) {
            queue.add(new Shard(job, tenant, work.secondsPerShard()));
        }
        handOut();
        if (aWorkerForEach) {
            new Fleet().start("job-" + job, 300);
        } else if (!gathering) {
            gathering = true;
            at(now + GATHERS, this::hear);
        }
    }

    private void hear() {
        var heard = List.copyOf(manifests.subList(0, Math.min(MANIFESTS_AT_ONCE, manifests.size())));
        manifests.subList(0, heard.size()).clear();
        pool.look(heard);
        gathering = !manifests.isEmpty();
        if (gathering) {
            at(now + GATHERS, this::hear);
        }
    }

    private void look() {
        pool.look(List.of());
        if (!isAllDone()) {
            at(now + LOOKS_EVERY, this::look);
        }
    }

    private void handOut() {
        while (!queue.isEmpty() && !waiting.isEmpty()) {
            waiting.remove().take(queue.remove());
        }
    }

    /// The wait of a share of a tenant's photographs.
    double wait(int tenant, double share) {
        var sorted =
                waitsByTenant.getOrDefault(tenant, List.of()).stream().sorted().toList();
        return sorted.get((int) Math.min(sorted.size() - 1, Math.floor(share * sorted.size())));
    }

    /// Jobs of a batch system with as many machines as may be.
    private final class Fleet implements Workforce {
        @Override
        public List<Workforce.Worker> workers(Instant ended) {
            return workers.values().stream()
                    .map(each -> new Workforce.Worker(each.name, each.state, each.asked))
                    .toList();
        }

        @Override
        public void start(String name, int idleSeconds) {
            var worker = new Container(name, idleSeconds, instant());
            workers.put(name, worker);
            runnable.add(worker);
            if (onMachines < most) {
                onMachines++;
                double boots = between(LEAST_BOOT, MOST_BOOT) + between(LEAST_PULL, MOST_PULL);
                paidSeconds += boots;
                at(now + boots, this::next);
            }
        }

        /// A machine takes the job that has waited longest, or goes.
        private void next() {
            var worker = runnable.poll();
            if (worker == null) {
                onMachines--;
                paidSeconds += LINGERS;
            } else {
                worker.begin(() -> {
                    paidSeconds += runnable.isEmpty() ? 0 : NEXT_JOB;
                    at(now + (runnable.isEmpty() ? 0 : NEXT_JOB), this::next);
                });
            }
        }
    }

    private final class Container {
        private final String name;
        private final int idleSeconds;
        private final Instant asked;
        private Runnable then = () -> {};
        private Workforce.State state = Workforce.State.COMING;
        private double began;
        private int turn;
        private boolean hadWork;

        Container(String name, int idleSeconds, Instant asked) {
            this.name = name;
            this.idleSeconds = idleSeconds;
            this.asked = asked;
        }

        void begin(Runnable whatFollows) {
            then = whatFollows;
            began = now;
            state = Workforce.State.RUNNING;
            at(now + LOAD, this::rest);
        }

        private void rest() {
            if (!queue.isEmpty()) {
                take(queue.remove());
                return;
            }
            waiting.add(this);
            int resting = ++turn;
            int patience = hadWork || aWorkerForEach ? idleSeconds : 20;
            at(now + patience, () -> {
                if (turn == resting && waiting.remove(this)) {
                    leave();
                }
            });
        }

        private void take(Shard shard) {
            turn++;
            hadWork = true;
            inFlight++;
            busySeconds += shard.seconds();
            at(now + shard.seconds(), () -> {
                inFlight--;
                queue.done(shard);
                if (open.merge(shard.job(), -1, Integer::sum) == 0) {
                    double waited = now - arrivals.get(shard.job());
                    waits.add(waited);
                    waitsByTenant
                            .computeIfAbsent(shard.tenant(), _ -> new ArrayList<>())
                            .add(waited);
                }
                rest();
            });
        }

        private void leave() {
            state = Workforce.State.ENDED;
            workerSeconds += now - began;
            paidSeconds += now - began;
            then.run();
        }
    }

    /// Times of a day of so many photographs, at any time.
    static double[] spread(int count, Duration over, long seed) {
        return new Random(seed)
                .doubles(count, 0, (double) over.toSeconds())
                .sorted()
                .toArray();
    }
}
