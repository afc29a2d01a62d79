package dev.azulejo.simulator.cloud;

import dev.azulejo.cloud.TaskMessage;
import dev.azulejo.core.infer.TileThreads;
import dev.azulejo.simulator.image.FragileModel;
import dev.azulejo.simulator.image.RawBlocks;
import dev.azulejo.simulator.port.Surroundings;
import dev.azulejo.simulator.schedule.Scheduler;
import dev.azulejo.simulator.schedule.SimProcess;
import dev.azulejo.simulator.schedule.Stop;
import dev.azulejo.worker.DrivenWorker;
import java.io.OutputStream;
import java.time.Duration;

/// Machines that run models. One that dies is replaced; so is one that is told to stop, which first returns
/// the messages it holds.
final class Workers {
    private static final RawBlocks BLOCKS = new RawBlocks();
    private static final TileThreads THREADS = TileThreads.ofCaller();
    private static final Duration HIDDEN = Duration.ofDays(1);
    private static final double STOPS = 0.02;
    private static final int LONGEST_WORK = 60;

    private final CloudWorld world;
    private final Surroundings surroundings;
    private final boolean mayBeStopped;
    private final boolean isPoisonous;
    private int deaths;

    /// @param mayBeStopped whether a worker now and then gets a SIGTERM
    /// @param isPoisonous whether every tile kills its worker
    Workers(CloudWorld world, Surroundings surroundings, boolean mayBeStopped, boolean isPoisonous) {
        this.world = world;
        this.surroundings = surroundings;
        this.mayBeStopped = mayBeStopped;
        this.isPoisonous = isPoisonous;
    }

    int deaths() {
        return deaths;
    }

    void begin(int count) {
        for (int number = 0; number < count; number++) {
            var name = "worker" + number;
            surroundings.scheduler().spawn(name, null, 0, () -> live(name));
        }
    }

    private void live(String name) {
        while (true) {
            var process = SimProcess.mortal(surroundings.next(name));
            Scheduler.current().enter(process);
            try {
                work(process);
            } catch (Stop.Killed e) {
                deaths++;
            }
        }
    }

    /// Runs one worker until it dies or is stopped.
    private void work(SimProcess process) {
        try (var worker = new DrivenWorker(
                world.objects(process),
                CloudWorld.codec(),
                BLOCKS,
                new FragileModel(surroundings.port(), process, isPoisonous),
                THREADS,
                world.tasks().queue(process),
                world.tasks().reports(process),
                HIDDEN,
                OutputStream.nullOutputStream())) {
            boolean isStopped = false;
            while (!isStopped) {
                var message = world.tasks().take(process);
                isStopped = mayBeStopped && surroundings.chance("a worker is told to stop", STOPS);
                if (isStopped) {
                    stopLater(process, worker);
                }
                run(process, worker, message);
            }
        }
        world.left(process);
    }

    private void stopLater(SimProcess process, DrivenWorker worker) {
        surroundings.scheduler().spawn(surroundings.next("SIGTERM"), process, surroundings.below("SIGTERM comes", LONGEST_WORK), () -> {
            surroundings.say("tells", process, "to stop");
            worker.stop();
        });
    }

    private void run(SimProcess process, DrivenWorker worker, TaskMessage message) {
        var _ = worker.run(message);
        world.tasks().letGo(message, process);
    }
}
