package dev.azulejo.functions;

import dev.azulejo.cloud.Executions;
import dev.azulejo.cloud.Variable;
import dev.azulejo.core.intake.DropFolder;
import dev.azulejo.core.intake.DropIntake;
import dev.azulejo.core.job.JobObjects;
import dev.azulejo.core.local.LocalMap;
import dev.azulejo.core.plan.Estimate;
import dev.azulejo.core.plan.Foresight;
import dev.azulejo.core.plan.Limits;
import dev.azulejo.core.plan.TimeLimit;
import dev.azulejo.core.port.BlockCodec;
import dev.azulejo.core.port.ImageDecoder;
import dev.azulejo.core.port.ModelCards;
import dev.azulejo.core.port.Notifier;
import dev.azulejo.core.port.Places;
import dev.azulejo.core.port.StripEncoders;
import dev.azulejo.core.run.Ports;
import dev.azulejo.core.run.StageRunner;
import dev.azulejo.core.run.Stages;
import dev.azulejo.events.JacksonCodec;
import dev.azulejo.events.JsonOptions;
import dev.azulejo.imaging.VipsDecoder;
import dev.azulejo.imaging.VipsStripEncoders;
import dev.azulejo.imaging.fetch.LibvipsFinder;
import dev.azulejo.imaging.libvips.Libvips;
import dev.azulejo.imaging.libvips.LibvipsChoice;
import dev.azulejo.imaging.pixels.ZstdBlockCodec;
import dev.azulejo.inference.CardFolder;
import dev.azulejo.storage.JobStorage;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import org.eclipse.microprofile.config.Config;

/// The composition root of the functions: stages and what they need, from the environment. Everything is built
/// when it is first asked for, so each function builds what it uses and nothing else. What talks to AWS is made
/// in [AwsWiring].
final class Wiring {
    @Produces
    @Singleton
    FunctionSettings settings(Config config) {
        return FunctionSettings.of(variable -> config.getOptionalValue(variable, String.class));
    }

    @Produces
    @Singleton
    Telemetry telemetry(FunctionSettings settings) {
        // Not the console of the logger, which would wrap the line into one of its own.
        return new Telemetry(settings.function(), new Metrics(settings.function(), System.out, InstantSource.system()));
    }

    @Produces
    @Singleton
    JobObjects objects(JobStorage work) {
        return new JobObjects(work, new JacksonCodec());
    }

    @Produces
    @Singleton
    StageRunner runner(JobObjects objects) {
        return new StageRunner(objects);
    }

    @Produces
    @Singleton
    StageCalls calls(StageRunner runner, Telemetry telemetry, FunctionSettings settings) {
        return new StageCalls(runner, telemetry, settings.required(Variable.WORK));
    }

    @Produces
    @Singleton
    TaskFiles files(FunctionSettings settings) {
        return new TaskFiles(settings.taskRoot());
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
    ImagePriming priming(ImageDecoder decoder, StripEncoders encoders, BlockCodec blocks, ModelCards cards) {
        return new ImagePriming(decoder, encoders, blocks, cards);
    }

    /// What takes time to make is made for the stage that needs it.
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
            FunctionSettings settings) {
        var limits = settings.limits();
        return new Ports(objects, blocks)
                .places(places::get)
                .images(decoder::get, encoders::get)
                .cards(cards::get)
                .limits(limits, () -> foresight(cards.get(), limits))
                .notifier(notifier::get)
                .reports(folder::get, new JacksonCodec())
                .stages();
    }

    @Produces
    StripRuns strips(JobObjects objects, StageRunner runner, Stages stages) {
        return new StripRuns(objects, runner, stages.stitch(), LocalMap.THREADS);
    }

    /// By what one worker would take: how many there are changes with the work, and what is paid for does not.
    static Foresight foresight(ModelCards models, Limits limits) {
        return planned -> {
            var cards = planned.plan().steps().stream()
                    .map(step -> models.card(step.model()))
                    .toList();
            return TimeLimit.refusal(
                    Estimate.of(planned.plan(), planned.shards().size(), cards, 1), limits, 1);
        };
    }

    @Produces
    @Singleton
    DropFolder dropFolder(FunctionSettings settings) {
        return new DropFolder(
                CloudPlaces.place(settings.required(Variable.INBOX)),
                CloudPlaces.place(settings.required(Variable.OUTBOX)));
    }

    @Produces
    @Singleton
    IntakeCalls intake(
            JobObjects objects,
            Places places,
            ModelCards cards,
            DropFolder folder,
            Telemetry telemetry,
            FunctionSettings settings) {
        boolean tuning = settings.value(Variable.TUNING).filter("true"::equals).isPresent();
        return new IntakeCalls(new DropIntake(objects, places, cards, new JsonOptions(), folder, tuning), telemetry);
    }

    @Produces
    @Singleton
    DeadLetterReader deadLetterReader(FunctionSettings settings) {
        return new DeadLetterReader(new JacksonCodec(), settings.required(Variable.WORK));
    }

    @Produces
    @Singleton
    Claims claims(JobStorage work, Executions executions) {
        return new Claims(work, executions);
    }

    @Produces
    @Singleton
    DeadLetters deadLetters(
            JobObjects objects,
            StageRunner runner,
            Stages stages,
            TaskTokens tokens,
            Claims claims,
            Telemetry telemetry) {
        return new DeadLetters(runner, stages.deliver(), tokens, claims, telemetry);
    }
}
