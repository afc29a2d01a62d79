package dev.azulejo.functions;

import dev.azulejo.cloud.PipelineFunction;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Set;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;
import org.jboss.logging.Logger;

/// Makes a snapshot of the function worth taking: before the checkpoint it builds the handler with all that it needs
/// and runs what a first call would run, so classes are loaded, libvips is in memory and code is compiled. None
/// of it opens a connection, asks for credentials or draws a random number: what is in the snapshot is shared by
/// every machine that is restored from it. So there is nothing to renew afterwards.
///
/// Without a snapshot nothing is primed: the first call does the same, once.
/// (AWS Lambda Developer Guide, "Maximize Lambda SnapStart performance" and "Handling uniqueness".)
@Singleton
public final class Priming implements Resource {
    private static final Logger LOG = Logger.getLogger(Priming.class);

    /// The functions that decode or encode, and so need libvips.
    private static final Set<PipelineFunction> READ_PIXELS =
            Set.of(PipelineFunction.PLAN, PipelineFunction.STITCH_STRIP, PipelineFunction.STITCH_CLOSE);

    private final FunctionSettings settings;
    private final Instance<Object> beans;

    @Inject
    Priming(FunctionSettings settings, @Any Instance<Object> beans) {
        this.settings = settings;
        this.beans = beans;
    }

    /// Primes the function at the start of the application, so wrong settings show at once and not at
    /// the first event.
    void started(@Observes StartupEvent event) {
        Core.getGlobalContext().register(this);
    }

    @Override
    public void beforeCheckpoint(Context<? extends Resource> context) {
        prime();
    }

    void prime() {
        long start = System.nanoTime();
        beans.select(FunctionHandler.class).get();
        new StoragePriming().run();
        if (READ_PIXELS.contains(settings.function())) {
            beans.select(ImagePriming.class).get().run();
        }
        LOG.infof("%s primed in %d ms", settings.function().text(), (System.nanoTime() - start) / 1_000_000);
    }

    @Override
    public void afterRestore(Context<? extends Resource> context) {
        // Nothing was opened, so nothing has to be opened again.
    }
}
