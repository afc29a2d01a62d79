package dev.azulejo.functions.wiring;

import dev.azulejo.cloud.Variable;
import dev.azulejo.core.deliver.Copying;
import dev.azulejo.core.intake.DropFolder;
import dev.azulejo.core.job.JobObjects;
import dev.azulejo.core.plan.Estimate;
import dev.azulejo.core.plan.Foresight;
import dev.azulejo.core.plan.Limits;
import dev.azulejo.core.plan.TimeLimit;
import dev.azulejo.core.port.BlockCodec;
import dev.azulejo.core.port.ImageDecoder;
import dev.azulejo.core.port.MediaTypes;
import dev.azulejo.core.port.ModelCards;
import dev.azulejo.core.port.Notifier;
import dev.azulejo.core.port.Places;
import dev.azulejo.core.port.Previewer;
import dev.azulejo.core.port.StripEncoders;
import dev.azulejo.core.run.Ports;
import dev.azulejo.core.run.Stages;
import dev.azulejo.events.JacksonCodec;
import dev.azulejo.imaging.VipsDecoder;
import dev.azulejo.imaging.VipsStripEncoders;
import dev.azulejo.imaging.fetch.LibvipsFinder;
import dev.azulejo.imaging.libvips.Libvips;
import dev.azulejo.imaging.libvips.LibvipsChoice;
import dev.azulejo.imaging.pixels.ZstdBlockCodec;
import dev.azulejo.imaging.pyramid.PreviewEncoder;
import dev.azulejo.inference.card.CardFolder;
import dev.azulejo.storage.JobStorage;
import dev.azulejo.storage.StorageRouter;
import dev.azulejo.storage.StorageSettings;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;

/// Makes the stages and their parts from an [Environment] that the function's own composition root reads.
/// Everything is built when it is first asked for, so each function builds only what it uses.
public final class StageWiring {
    @Produces
    @Singleton
    StorageRouter router() {
        return new StorageRouter(StorageSettings.of(MediaTypes::of));
    }

    @Produces
    @Singleton
    JobStorage work(StorageRouter router, Environment environment) {
        return router.jobStorage(CloudPlaces.place(environment.required(Variable.WORK)));
    }

    @Produces
    @Singleton
    Places places(StorageRouter router, Environment environment) {
        return new CloudPlaces(Stream.of(
                        environment.value(Variable.INBOX).map(CloudPlaces::place),
                        environment.value(Variable.OUTBOX).map(CloudPlaces::place),
                        environment.value(Variable.WORK).map(CloudPlaces::uploads),
                        environment.value(Variable.OUTBOX).map(CloudPlaces::results))
                .flatMap(Optional::stream)
                .collect(Collectors.toMap(place -> place, router::storage)));
    }

    @Produces
    @Singleton
    JobObjects objects(JobStorage work) {
        return new JobObjects(work, new JacksonCodec());
    }

    @Produces
    @Singleton
    TaskFiles files(Environment environment) {
        return new TaskFiles(environment.taskRoot());
    }

    @Produces
    @Singleton
    Libvips libvips(TaskFiles files, Config config) {
        var choice = config.getOptionalValue(LibvipsChoice.VARIABLE, String.class)
                .map(LibvipsChoice::parse)
                .orElseGet(() -> new LibvipsChoice.Named(files.libvips()));
        return new Libvips(new LibvipsFinder(choice, files.root()).find());
    }

    @Produces
    @Singleton
    StripEncoders encoders(Libvips libvips) {
        return new VipsStripEncoders(libvips);
    }

    @Produces
    @Singleton
    BlockCodec blocks() {
        return new ZstdBlockCodec();
    }

    @Produces
    @Singleton
    ModelCards cards(TaskFiles files) {
        return new CardFolder(files.models());
    }

    @Produces
    @Singleton
    ImageDecoder decoder(Libvips libvips) {
        return new VipsDecoder(libvips);
    }

    @Produces
    @Singleton
    Previewer previewer(Libvips libvips, ImageDecoder decoder) {
        return new PreviewEncoder(libvips, decoder);
    }

    /// Makes the stages; expensive parts are made for the stage that needs them.
    @Produces
    @Singleton
    Stages stages(
            JobObjects objects,
            BlockCodec blocks,
            Instance<Places> places,
            Instance<ImageDecoder> decoder,
            Instance<StripEncoders> encoders,
            Instance<ModelCards> cards,
            Instance<Notifier> notifier,
            Instance<DropFolder> folder,
            StorageRouter router,
            Environment environment) {
        var limits = environment.limits();
        return new Ports(objects, blocks, places::get, decoder::get, encoders::get, cards::get, notifier::get)
                .workers(environment.workers())
                .planInterpolates()
                .limits(limits, () -> foresight(cards.get(), limits))
                .copying(() -> new Copying(environment.allowedPlaces(), router::storage))
                .reports(folder::get, new JacksonCodec())
                .stages();
    }

    /// Refuses jobs by the time of one worker: the number of workers changes with the work, and the price
    /// does not.
    public static Foresight foresight(ModelCards models, Limits limits) {
        return planned -> {
            var cards = planned.plan().steps().stream()
                    .map(step -> models.card(step.model()))
                    .toList();
            return TimeLimit.refusal(
                    Estimate.of(planned.plan(), planned.shards().size(), cards, 1), limits, 1);
        };
    }
}
