package dev.azulejo.core.port;

import dev.azulejo.core.failure.OtherThread;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

final class ThreadAside implements Aside {
    private final ExecutorService thread;
    private Future<?> begun = CompletableFuture.completedFuture(null);

    ThreadAside(String name) {
        thread = Executors.newSingleThreadExecutor(Thread.ofVirtual().name(name).factory());
    }

    @Override
    public void begin(Runnable work) {
        end();
        begun = thread.submit(work);
    }

    @Override
    public void end() {
        OtherThread.join(begun);
    }

    @Override
    public void close() {
        thread.close();
    }
}
