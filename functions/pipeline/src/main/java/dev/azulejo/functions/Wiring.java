package dev.azulejo.functions;

import dev.azulejo.core.deliver.DeliverStage;
import dev.azulejo.core.deliver.DeliverStage.ForeignFiles;
import dev.azulejo.core.infer.InferClose;
import dev.azulejo.core.intake.DropFolder;
import dev.azulejo.core.intake.DropIntake;
import dev.azulejo.core.job.FailJob;
import dev.azulejo.core.job.JobObjects;
import dev.azulejo.core.notify.FailureReports;
import dev.azulejo.core.notify.NotifyStage;
import dev.azulejo.core.plan.Estimate;
import dev.azulejo.core.plan.Foresight;
import dev.azulejo.core.plan.Limits;
import dev.azulejo.core.plan.PlanStage;
import dev.azulejo.core.plan.Planner;
import dev.azulejo.core.plan.TimeLimit;
import dev.azulejo.core.port.BlockCodec;
import dev.azulejo.core.port.ImageDecoder;
import dev.azulejo.core.port.ModelCards;
import dev.azulejo.core.port.Notifier;
import dev.azulejo.core.port.Places;
import dev.azulejo.core.port.Progress;
import dev.azulejo.core.port.StripEncoders;
import dev.azulejo.core.stitch.StitchClose;
import dev.azulejo.core.stitch.StitchStage;
import dev.azulejo.events.JacksonCodec;
import dev.azulejo.events.JsonOptions;
import dev.azulejo.functions.PipelineFunction.Setting;
import dev.azulejo.imaging.VipsDecoder;
import dev.azulejo.imaging.VipsStripEncoders;
import dev.azulejo.imaging.fetch.LibvipsFinder;
import dev.azulejo.imaging.libvips.Libvips;
import dev.azulejo.imaging.libvips.LibvipsChoice;
import dev.azulejo.imaging.pixels.ZstdBlockCodec;
import dev.azulejo.inference.CardFolder;
import dev.azulejo.storage.JobStorage;
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
    FailJob fail(JobObjects objects) {
        return new FailJob(objects);
    }

    @Produces
    @Singleton
    StageCalls calls(FailJob fail, Telemetry telemetry, FunctionSettings settings) {
        return new StageCalls(fail, telemetry, settings.required(Setting.WORK));
    }

    @Produces
    @Singleton
    TaskFiles files(FunctionSettings settings) {
        return new TaskFiles(settings.taskRoot());
    }

    @Produces
    @Singleton
    Libvips libvips(TaskFiles files, Config config) {
        var choice = config.getOptionalValue("AZULEJO_LIBVIPS", String.class)
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

    @Produces
    @Singleton
    PlanStage plan(
            JobObjects objects,
            Places places,
            ImageDecoder decoder,
            BlockCodec blocks,
            ModelCards cards,
            StripEncoders encoders,
            FunctionSettings settings) {
        var limits = settings.limits();
        return new PlanStage(
                objects, places, decoder, blocks, cards, encoders, Planner.within(limits), foresight(cards, limits));
    }

    /// By what one worker would take: how many there are changes with the work, and what is paid for does not.
    static Foresight foresight(ModelCards models, Limits limits) {
        return manifest -> {
            var cards = manifest.steps().stream()
                    .map(step -> models.card(step.model()))
                    .toList();
            return TimeLimit.refusal(Estimate.of(manifest, cards, 1), limits, 1);
        };
    }

    @Produces
    @Singleton
    InferClose inferClose(JobObjects objects) {
        return new InferClose(objects);
    }

    @Produces
    @Singleton
    StripRuns strips(JobObjects objects, BlockCodec blocks, StripEncoders encoders) {
        return new StripRuns(objects, new StitchStage(objects, blocks, encoders, Progress.NONE));
    }

    @Produces
    @Singleton
    StitchClose stitchClose(JobObjects objects, StripEncoders encoders) {
        return new StitchClose(objects, encoders);
    }

    @Produces
    @Singleton
    DeliverStage deliver(JobObjects objects, Places places) {
        return new DeliverStage(objects, places, ForeignFiles.KEEP);
    }

    @Produces
    @Singleton
    DropFolder dropFolder(FunctionSettings settings) {
        return new DropFolder(
                CloudPlaces.place(settings.required(Setting.INBOX)),
                CloudPlaces.place(settings.required(Setting.OUTBOX)));
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
        boolean tuning = settings.value(Setting.TUNING).filter("true"::equals).isPresent();
        return new IntakeCalls(new DropIntake(objects, places, cards, new JsonOptions(), folder, tuning), telemetry);
    }

    @Produces
    @Singleton
    NotifyStage tell(JobObjects objects, Places places, DropFolder folder, Notifier notifier) {
        return new NotifyStage(objects, notifier, new FailureReports(objects, new JacksonCodec(), places, folder));
    }

    @Produces
    @Singleton
    DeadLetterReader deadLetterReader(FunctionSettings settings) {
        return new DeadLetterReader(new JacksonCodec(), settings.required(Setting.WORK));
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
            FailJob fail,
            DeliverStage deliver,
            TaskTokens tokens,
            Claims claims,
            Telemetry telemetry) {
        return new DeadLetters(objects, fail, deliver, tokens, claims, telemetry);
    }
}
