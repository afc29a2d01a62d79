package dev.azulejo.core.run;

import dev.azulejo.core.deliver.Copying;
import dev.azulejo.core.deliver.ForeignFiles;
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

/// The ports that stages need from their process. A process provides those of its own stages; expensive
/// ones are made when the first stage is built that needs them. There are two kinds of processes, with a
/// constructor each. For one thread, until the stages are built.
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
    Supplier<Copying> copying = () -> Copying.NONE;
    boolean planInterpolates;

    /// The models that run, and the threads they run on.
    ///
    /// @param unfinished keeps the tiles of a shard whose process dies
    public record RunningModels(Models models, TileThreads threads, Unfinished unfinished) {}

    /// Makes the ports of a process that runs all stages but infer, as other machines have the models.
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

    /// Makes the ports of a process that runs all stages.
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

    /// @param looker looks at the pixels if a recipe asks for that; by default the usual one
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

    /// @param workers the processor for which work is cut; a CPU by default
    public Ports workers(Processor workers) {
        this.workers = workers;
        return this;
    }

    /// @param packers pack for plan; a thread for each job by default
    public Ports packers(Supplier<Aside> packers) {
        this.packers = packers;
        return this;
    }

    /// Lets plan make the shards that no model sees, because workers are paid by the second.
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

    /// @param copying puts results where callers want them as well; nowhere by default
    public Ports copying(Supplier<Copying> copying) {
        this.copying = copying;
        return this;
    }

    /// Writes failure reports beside the outbox of `folder`. Without them, the caller that started a job is
    /// told.
    public Ports reports(Supplier<DropFolder> folder, JobCodec codec) {
        reports = () -> Optional.of(new FailureReports(objects, codec, places.get(), folder.get()));
        return this;
    }

    public Stages stages() {
        return new Stages(this);
    }
}
