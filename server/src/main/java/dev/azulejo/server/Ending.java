package dev.azulejo.server;

import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// The end of a request, by its answer or because the client has gone: what is to be done then is done once, and at
/// once where the end has come before. Vert.x forgets what is added too late. Thread-safe.
final class Ending {
    private static final String KEY = Ending.class.getName();

    private final List<Runnable> work = new ArrayList<>();
    private boolean hasCome;

    private Ending() {}

    /// Awaits the end of a request; to be called on the event loop, before any other handler.
    static Ending awaited(RoutingContext request) {
        var ending = new Ending();
        request.put(KEY, ending);
        request.addEndHandler(_ -> ending.come());
        return ending;
    }

    static Ending of(RoutingContext request) {
        return Objects.requireNonNull(request.<Ending>get(KEY), "awaited with the head of each request");
    }

    void then(Runnable task) {
        synchronized (this) {
            if (!hasCome) {
                work.add(task);
                return;
            }
        }
        task.run();
    }

    private void come() {
        synchronized (this) {
            hasCome = true;
        }
        work.forEach(Runnable::run); // nothing is added any more
    }
}
