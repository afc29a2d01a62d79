package dev.azulejo.server;

import dev.azulejo.local.office.Command;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.ServiceLoader;

/// The command itself: `serve` finds its server in this build.
@QuarkusMain
public final class Main {
    private static final String CARRIERS = "jdk.virtualThreadScheduler.parallelism";

    private Main() {}

    /// Starts the server; Vert.x brings requests by two threads for each core. Each of those has a queue of
    /// its own in the pool that carries virtual threads, and a carrier goes on with one queue as long as
    /// more comes there. With as many carriers as cores, requests of the other queues waited fifty times as
    /// long as half of them took.
    public static void main(String[] args) {
        if (System.getProperty(CARRIERS) == null) { // read once, before the first virtual thread
            System.setProperty(CARRIERS, String.valueOf(2 * Runtime.getRuntime().availableProcessors()));
        }
        Quiet.untilQuarkusStarts();
        ServiceLoader.load(Command.class).findFirst().orElseThrow().run(args);
    }
}
