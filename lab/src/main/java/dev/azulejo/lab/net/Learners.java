package dev.azulejo.lab.net;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/// A network, or a chain of them, that learns from the two halves of a batch at once, on two threads. The
/// halves are always the same and are always added in the same order, so that the bits are those of a machine
/// with one processor. For one thread.
public final class Learners implements AutoCloseable {
    private final TorchNet net;
    private final TorchNet twin;
    private final float[] other;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            task -> Thread.ofPlatform().daemon().name("half of a batch").unstarted(task));

    /// @param scale by how much the network enlarges
    /// @param metric needed to learn by [Loss#ST_LPIPS], by both threads; the caller closes it
    /// @throws dev.azulejo.core.failure.PermanentFailure when libtorch does not load
    public Learners(NetDesign design, int scale, Arithmetic arithmetic, @Nullable StLpips metric) {
        this(List.of(new Link(design, scale, arithmetic)), metric);
    }

    /// @param links of a chain, which learns as one network
    /// @param metric needed to learn by [Loss#ST_LPIPS], by both threads; the caller closes it
    /// @throws dev.azulejo.core.failure.PermanentFailure when libtorch does not load
    public Learners(List<Link> links, @Nullable StLpips metric) {
        net = new TorchNet(links, metric);
        twin = new TorchNet(links, metric);
        other = new float[net.count()];
    }

    /// The network itself.
    public TorchNet net() {
        return net;
    }

    /// Learns from a batch as [TorchNet#learn] does.
    public float learn(float[] weights, Batch batch, Loss loss, float[] gradient) {
        int half = batch.count() / 2;
        if (half == 0) {
            return net.learn(weights, batch, loss, gradient);
        }
        var twins = CompletableFuture.supplyAsync(
                () -> twin.learn(weights, batch.part(half, batch.count()), loss, other), thread);
        float first = net.learn(weights, batch.part(0, half), loss, gradient);
        float second = twins.join();
        float share = (float) half / batch.count();
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] = share * gradient[i] + (1 - share) * other[i];
        }
        return share * first + (1 - share) * second;
    }

    @Override
    public void close() {
        thread.close();
        net.close();
        twin.close();
    }
}
