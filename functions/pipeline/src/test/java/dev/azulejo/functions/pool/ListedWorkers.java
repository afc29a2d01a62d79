package dev.azulejo.functions.pool;

import dev.azulejo.cloud.Workforce;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// A batch system that lists what it was asked for, if it wants to.
final class ListedWorkers implements Workforce {
    final List<String> asked = new ArrayList<>();
    final List<Integer> idle = new ArrayList<>();
    final List<Worker> listed = new ArrayList<>();
    Runnable beforeListing = () -> {};

    @Override
    public List<Worker> workers(Instant ended) {
        beforeListing.run();
        return List.copyOf(listed);
    }

    @Override
    public void start(String name, int idleSeconds) {
        asked.add(name);
        idle.add(idleSeconds);
    }

    /// All that was asked for is in that state.
    void list(State state, Instant since) {
        listed.clear();
        asked.forEach(name -> listed.add(new Worker(name, state, since)));
    }
}
