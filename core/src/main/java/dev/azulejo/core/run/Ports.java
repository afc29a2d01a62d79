package dev.azulejo.core.run;

import dev.azulejo.core.deliver.DeliverStage.ForeignFiles;
import dev.azulejo.core.infer.InferStage.Unfinished;
import dev.azulejo.core.infer.TileThreads;
import dev.azulejo.core.intake.DropFolder;
import dev.azulejo.core.job.JobCodec;
import dev.azulejo.core.job.JobObjects;
import dev.azulejo.core.model.Processor;
import dev.azulejo.core.notify.FailureReports;
import dev.azulejo.core.plan.Foresight;
import dev.azulejo.core.plan.Limits;
import dev.azulejo.core.plan.Looker;
import dev.azulejo.core.plan.SourceLooker;
import dev.azulejo.core.port.Aside;
import dev.azulejo.core.port.BlockCodec;
import dev.azulejo.core.port.ImageDecoder;
import dev.azulejo.core.port.ModelCards;
import dev.azulejo.core.port.Models;
import dev.azulejo.core.port.Notifier;
import dev.azulejo.core.port.Places;
import dev.azulejo.core.port.Progress;
import dev.azulejo.core.port.StripEncoders;
import java.util.Optional;
import java.util.function.Supplier;

/// What the stages need of the process they run in. There are two kinds of processes, one constructor each, so none can
/// be written that lacks a port; what a method sets has a default. What takes time to make is asked for when the first
/// stage is built that needs it. For one thread, until the stages are built. (A worker runs one stage, and makes its
/// `InferStage` itself.)
public final class Ports {
    final JobObjects objects;
    final BlockCodec blocks;
    final Supplier<Places> places;
    final Supplier<ImageDecoder> decoder;
    final Supplier<StripEncoders> encoders;
    final Supplier<? extends ModelCards> cards;
    final Optional<RunningModels> models;
    final Supplier<Notifier> notifier;
    Supplier<Optional<FailureReports>> reports = Optional::empty;
    Limits limits = Limits.DEFAULT;
    Processor workers = Processor.CPU;
    Supplier<? extends Looker> looker = () -> new SourceLooker(progress(), cards().faces());
    Supplier<Foresight> foresight = () -> Foresight.NONE;
    Supplier<Aside> packers = () -> Aside.onThread("packer");
    Progress progress = Progress.NONE;
    ForeignFiles foreignFiles = ForeignFiles.KEEP;
    boolean planInterpolates;

    /// Models that run, and what they run on.
    ///
    /// @param unfinished what becomes of the tiles of a shard whose process dies
    public record RunningModels(Models models, TileThreads threads, Unfinished unfinished) {}

    /// A process that runs all stages but infer, as other machines have the models.
    ///
    /// @param places where sources lie and results go
    /// @param cards of the models, which are enough to plan
    public Ports(
            JobObjects objects,
            BlockCodec blocks,
            Supplier<Places> places,
            Supplier<ImageDecoder> decoder,
            Supplier<StripEncoders> encoders,
            Supplier<? extends ModelCards> cards,
            Supplier<Notifier> notifier) {
        this(objects, blocks, places, decoder, encoders, cards, Optional.empty(), notifier);
    }

    /// A process that runs all stages.
    ///
    /// @param places where sources lie and results go
    public Ports(
            JobObjects objects,
            BlockCodec blocks,
            Supplier<Places> places,
            Supplier<ImageDecoder> decoder,
            Supplier<StripEncoders> encoders,
            RunningModels models,
            Supplier<Notifier> notifier) {
        this(objects, blocks, places, decoder, encoders, models::models, Optional.of(models), notifier);
    }

    private Ports(
            JobObjects objects,
            BlockCodec blocks,
            Supplier<Places> places,
            Supplier<ImageDecoder> decoder,
            Supplier<StripEncoders> encoders,
            Supplier<? extends ModelCards> cards,
            Optional<RunningModels> models,
            Supplier<Notifier> notifier) {
        this.objects = objects;
        this.blocks = blocks;
        this.places = places;
        this.decoder = decoder;
        this.encoders = encoders;
        this.cards = cards;
        this.models = models;
        this.notifier = notifier;
    }

    /// @param looker sees the pixels where a recipe asks for that; the usual one where nobody says
    public Ports looker(Supplier<? extends Looker> looker) {
        this.looker = looker;
        return this;
    }

    /// @param foresight is asked before the first pixel is decoded
    public Ports limits(Limits limits, Supplier<Foresight> foresight) {
        this.limits = limits;
        this.foresight = foresight;
        return this;
    }

    /// @param workers what models are computed on, for which work is cut; a CPU where nobody says
    public Ports workers(Processor workers) {
        this.workers = workers;
        return this;
    }

    /// @param packers what plan packs by; a thread for each job where nobody says
    public Ports packers(Supplier<Aside> packers) {
        this.packers = packers;
        return this;
    }

    /// Plan makes the shards of which no model sees a pixel: whoever has models is paid by the second.
    public Ports planInterpolates() {
        planInterpolates = true;
        return this;
    }

    private Progress progress() {
        return progress;
    }

    private ModelCards cards() {
        return cards.get();
    }

    public Ports progress(Progress progress) {
        this.progress = progress;
        return this;
    }

    public Ports foreignFiles(ForeignFiles foreignFiles) {
        this.foreignFiles = foreignFiles;
        return this;
    }

    /// Says beside the outbox of `folder` why a result does not come. Without it, whoever started a job is told.
    public Ports reports(Supplier<DropFolder> folder, JobCodec codec) {
        reports = () -> Optional.of(new FailureReports(objects, codec, places.get(), folder.get()));
        return this;
    }

    public Stages stages() {
        return new Stages(this);
    }
}
