package dev.azulejo.simulator.port;

import dev.azulejo.core.local.LocalMap;
import dev.azulejo.simulator.schedule.Fiber;
import dev.azulejo.simulator.schedule.Scheduler;
import dev.azulejo.simulator.schedule.Stop;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Runs several tasks at once on fibers of the caller's process.
public final class FiberMap implements LocalMap {
    private final Surroundings surroundings;

    public FiberMap(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public <T> void forEach(int width, List<T> tasks, Consumer<T> work) {
        var me = Scheduler.current();
        var queue = new ArrayList<>(tasks);
        var failures = new ArrayList<Throwable>();
        var lanes = new ArrayList<Fiber>();
        for (int lane = 0; lane < Math.min(width, tasks.size()); lane++) {
            lanes.add(surroundings.scheduler().spawn(surroundings.next(me.name() + ".lane"), me.process(), 0, () -> {
                try {
                    while (!queue.isEmpty()) {
                        work.accept(queue.removeFirst());
                    }
                } catch (RuntimeException | Error e) {
                    queue.clear();
                    failures.add(e);
                }
            }));
        }
        surroundings.scheduler().await(() -> lanes.stream().allMatch(Fiber::isDone));
        if (me.process() != null && me.process().isDead()) {
            throw new Stop.Killed();
        }
        for (var failure : failures) {
            if (failure instanceof RuntimeException e) {
                throw e;
            }
            throw (Error) failure;
        }
    }
}
