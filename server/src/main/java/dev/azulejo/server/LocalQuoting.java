package dev.azulejo.server;

import dev.azulejo.api.port.Quoting;
import dev.azulejo.core.job.request.JobRequest;
import dev.azulejo.core.plan.Estimate;
import dev.azulejo.core.plan.PlanOutcome;
import dev.azulejo.core.plan.PlanOutcome.Planned;
import dev.azulejo.core.plan.PlanOutcome.Refused;
import dev.azulejo.core.port.UnreadableImage;
import dev.azulejo.local.wiring.EmbeddedWiring;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/// Forecasts jobs on this machine. Thread-safe.
final class LocalQuoting implements Quoting {
    /// A look at a header takes a decoder process, which is a JVM; so many are kept, and a new one for each
    /// of fifty requests would take half a second and 100 MB.
    private static final int LOOKS_AT_ONCE = 2;

    private final EmbeddedWiring pipeline;
    private final Semaphore looks = new Semaphore(LOOKS_AT_ONCE, true);

    LocalQuoting(EmbeddedWiring pipeline) {
        this.pipeline = pipeline;
    }

    @Override
    public PlanOutcome plan(JobRequest request) throws UnreadableImage {
        looks.acquireUninterruptibly();
        try {
            return pipeline.plan().plan(request);
        } finally {
            looks.release();
        }
    }

    @Override
    public boolean hasWeights(String model) {
        return pipeline.models().weights(model).isPresent();
    }

    @Override
    public Estimate estimate(Planned planned) {
        return pipeline.foresight()
                .started()
                .estimate(planned.plan(), planned.shards().size())
                .withDecoder(planned.decodeBytes());
    }

    @Override
    public Optional<Refused> refusal(Planned planned) {
        return pipeline.foresight().refusal(planned);
    }
}
