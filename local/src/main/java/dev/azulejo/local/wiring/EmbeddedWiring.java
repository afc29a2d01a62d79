package dev.azulejo.local.wiring;

import dev.azulejo.core.deliver.Copying;
import dev.azulejo.core.deliver.ForeignFiles;
import dev.azulejo.core.infer.InferStage.Unfinished;
import dev.azulejo.core.infer.TileThreads;
import dev.azulejo.core.intake.DropFolder;
import dev.azulejo.core.intake.DropIntake;
import dev.azulejo.core.intake.IntakeStage;
import dev.azulejo.core.intake.Order;
import dev.azulejo.core.job.JobObjects;
import dev.azulejo.core.job.key.JobId;
import dev.azulejo.core.job.outcome.Outcome;
import dev.azulejo.core.job.record.Manifest;
import dev.azulejo.core.local.FileJobLock;
import dev.azulejo.core.local.JobLock;
import dev.azulejo.core.local.JobNews;
import dev.azulejo.core.local.LocalCleanup;
import dev.azulejo.core.local.LocalDispatcher;
import dev.azulejo.core.local.LocalDispatcher.Patience;
import dev.azulejo.core.local.LocalPipeline;
import dev.azulejo.core.local.Workshop;
import dev.azulejo.core.plan.Limits;
import dev.azulejo.core.plan.MemoryNeed;
import dev.azulejo.core.plan.PlanOutcome.Planned;
import dev.azulejo.core.plan.PlanOutcome.Refused;
import dev.azulejo.core.plan.PlanStage;
import dev.azulejo.core.port.ImageDecoder;
import dev.azulejo.core.port.Notifier;
import dev.azulejo.core.port.Previewer;
import dev.azulejo.core.port.Progress;
import dev.azulejo.core.port.StripEncoders;
import dev.azulejo.core.port.UnreadableImage;
import dev.azulejo.core.run.Ports;
import dev.azulejo.core.run.Ports.RunningModels;
import dev.azulejo.events.JacksonCodec;
import dev.azulejo.events.JsonOptions;
import dev.azulejo.imaging.PlainPictures;
import dev.azulejo.imaging.VipsDecoder;
import dev.azulejo.imaging.VipsStripEncoders;
import dev.azulejo.imaging.child.ChildDecoder;
import dev.azulejo.imaging.child.ChildLimits;
import dev.azulejo.imaging.colour.SrgbDecoder;
import dev.azulejo.imaging.fetch.LibvipsFinder;
import dev.azulejo.imaging.libvips.Libvips;
import dev.azulejo.imaging.pixels.ZstdBlockCodec;
import dev.azulejo.imaging.pyramid.PreviewEncoder;
import dev.azulejo.inference.MetricFolder;
import dev.azulejo.inference.ModelFolder;
import dev.azulejo.inference.choice.MachineEngines;
import dev.azulejo.inference.engine.Device;
import dev.azulejo.inference.ladder.InferenceMeter;
import dev.azulejo.inference.openvino.OpenVino;
import dev.azulejo.local.machine.LocalConfig;
import dev.azulejo.local.machine.LocalPlaces;
import dev.azulejo.local.machine.Machine;
import dev.azulejo.local.machine.SpeedFile;
import dev.azulejo.storage.AllowedPlace;
import dev.azulejo.storage.JobStorage;
import dev.azulejo.storage.NoSuchObject;
import dev.azulejo.storage.file.Durability;
import dev.azulejo.storage.file.FileStorage;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Supplier;

/// Builds the pipeline for this machine: the one composition root of the command.
public final class EmbeddedWiring implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(EmbeddedWiring.class.getName());
    private static final Notifier SILENT = (_, _, _) -> {};

    private final ModelFolder models;
    private final TileThreads threads;
    private final LocalPlaces places;
    private final JobObjects objects;
    private final IntakeStage intake;
    private final LocalForesight foresight;
    private final PlanStage plan;
    private final OwnWorkshop workshop;
    private final Function<Workshop, LocalPipeline> pipelines;
    private final LocalPipeline pipeline;
    private final Optional<ChildDecoder> children;
    private final ImageDecoder decoder;
    private final ImageDecoder srgb;
    private final PlainPictures pictures;
    private final Previewer previewer;
    private final Optional<String> note;
    private final JobLock lock;

    /// Wires a pipeline for files that a user names, one by one.
    ///
    /// @param workFolder where jobs are kept
    public EmbeddedWiring(
            LocalConfig config,
            Path workFolder,
            Machine machine,
            Limits limits,
            ForeignFiles foreignFiles,
            Progress progress) {
        this(
                config,
                workFolder,
                machine,
                limits,
                foreignFiles,
                progress,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                () -> SILENT);
    }

    /// Wires a pipeline for a drop folder, where files are decoded in a process of their own and no user
    /// may be there.
    ///
    /// @param workFolder where jobs are kept
    public static EmbeddedWiring forDropFolder(
            LocalConfig config, Path workFolder, Machine machine, Limits limits, Progress progress, Dropping dropping) {
        return new EmbeddedWiring(
                config,
                workFolder,
                machine,
                limits,
                ForeignFiles.KEEP,
                progress,
                Optional.of(dropping.limits()),
                Optional.of(dropping.folder()),
                List.of(),
                () -> SILENT);
    }

    /// Wires a pipeline for a server, which decodes as a drop folder does and whose callers ask for the
    /// end.
    ///
    /// @param children limits of the decoder process
    /// @param allowed places into which callers may have results put, among others
    /// @param notifier asked for when the first job has ended
    public static EmbeddedWiring forServer(
            LocalConfig config,
            Path workFolder,
            Machine machine,
            Limits limits,
            Progress progress,
            ChildLimits children,
            List<AllowedPlace> allowed,
            Supplier<Notifier> notifier) {
        return new EmbeddedWiring(
                config,
                workFolder,
                machine,
                limits,
                ForeignFiles.KEEP,
                progress,
                Optional.of(children),
                Optional.empty(),
                allowed,
                notifier);
    }

    /// @param limits of the decoder process
    public record Dropping(DropFolder folder, ChildLimits limits) {}

    private EmbeddedWiring(
            LocalConfig config,
            Path workFolder,
            Machine machine,
            Limits limits,
            ForeignFiles foreignFiles,
            Progress progress,
            Optional<ChildLimits> strangers,
            Optional<DropFolder> reports,
            List<AllowedPlace> allowed,
            Supplier<Notifier> notifier) {
        models = models(config, Device.AUTO);
        threads = new TileThreads(machine.threads());
        places = places(config);
        objects = new JobObjects(work(workFolder), new JacksonCodec());
        var libvips = libvips(config);
        note = libvips.note();
        children = strangers.map(childLimits ->
                new ChildDecoder(config.cache(), libvips.choice(), workFolder.resolve("decoders"), childLimits));
        children.map(ChildDecoder::colours).ifPresent(libvips::convertBy);
        decoder = children.isPresent() ? children.get() : new VipsDecoder(libvips);
        srgb = new SrgbDecoder(decoder, libvips);
        pictures = new PlainPictures(libvips, decoder);
        previewer = new PreviewEncoder(libvips, decoder);
        StripEncoders encoders = new VipsStripEncoders(libvips);
        intake = new IntakeStage(objects, places, models);
        foresight = new LocalForesight(
                models, SpeedFile.of(config).read(), limits, machine, workFolder, strangers.isPresent());
        var ports = new Ports(
                        objects,
                        new ZstdBlockCodec(),
                        () -> places,
                        () -> decoder,
                        () -> encoders,
                        new RunningModels(models, threads, Unfinished.KEPT),
                        notifier)
                .limits(limits, () -> foresight)
                .foreignFiles(foreignFiles)
                .copying(() -> new Copying(allowed, places::open))
                .progress(progress);
        reports.ifPresent(place -> ports.reports(() -> place, new JacksonCodec()));
        var stages = ports.stages();
        plan = stages.plan();
        var patience = strangers.isPresent() ? Patience.ENDLESS : Patience.NONE;
        lock = new FileJobLock(config.cache().resolve("locks"));
        pipelines = workshop -> new LocalPipeline(
                objects,
                intake,
                new LocalDispatcher(objects, stages, workshop, progress, patience),
                places,
                lock,
                progress);
        workshop = new OwnWorkshop(foresight, threads, models);
        pipeline = pipelines.apply(workshop);
    }

    /// The place of jobs, and of what is kept beside them.
    public static JobStorage work(Path workFolder) {
        return new FileStorage(workFolder, workFolder.resolve(".azulejo"), Durability.PROCESS_DEATH);
    }

    public DropIntake dropIntake(DropFolder folder) {
        return new DropIntake(objects, places, models, new JsonOptions(), folder);
    }

    public JobObjects objects() {
        return objects;
    }

    /// The places that this pipeline has open.
    public LocalPlaces places() {
        return places;
    }

    public LocalPipeline pipeline() {
        return pipeline;
    }

    /// The bytes that a job takes beside others, by the header of its file: 0 where nothing will come of
    /// it, empty for one that should have the machine to itself.
    ///
    /// @param order asked for here, as it looks at files
    public OptionalLong besideOthers(Supplier<Order> order) {
        try {
            return switch (plan.foresee(intake.resolve(order.get()))) {
                case Planned planned -> foresight.besideOthers(planned);
                case Refused _ -> OptionalLong.of(0);
            };
        } catch (UnreadableImage | NoSuchObject e) {
            return OptionalLong.of(0);
        } catch (RuntimeException e) { // work on the file says what is wrong with it
            LOG.log(Level.DEBUG, "a file tells nothing of the memory it takes", e);
            return OptionalLong.empty();
        }
    }

    /// How many jobs may run at once where they are small enough.
    public int mostAtOnce() {
        return Math.min(Company.MOST, foresight.machine().threads());
    }

    /// Small jobs that run at once; empty where one after another is better.
    ///
    /// @param needs bytes that each of the next jobs takes beside others
    public Optional<Company> company(List<Long> needs) {
        var machine = foresight.machine();
        long room = MemoryNeed.roomForJobs(machine.memoryBytes());
        int jobs = Company.size(machine.threads(), room, needs);
        return jobs < 2
                ? Optional.empty()
                : Optional.of(new Company(jobs, room, foresight::besideOthers, workshop.sharedBy(jobs), workshop));
    }

    /// Takes an order to its end beside others.
    ///
    /// @param news receives what happens before the end
    public Outcome enhance(Company company, Order order, JobNews news) {
        return company.run(its -> pipelines.apply(its).enhance(order, news));
    }

    /// Returns memory that models have used, unless it is little.
    public void rest() {
        models.rest();
    }

    /// The decoder of images in the colours of sRGB.
    public ImageDecoder srgbDecoder() {
        return srgb;
    }

    /// Parts of images as a screen shows them.
    public PlainPictures pictures() {
        return pictures;
    }

    public Previewer previewer() {
        return previewer;
    }

    public IntakeStage intake() {
        return intake;
    }

    public PlanStage plan() {
        return plan;
    }

    public LocalForesight foresight() {
        return foresight;
    }

    public ModelFolder models() {
        return models;
    }

    private static Libvips libvips(LocalConfig config) {
        return new Libvips(new LibvipsFinder(config.libvips(), config.openedCache()).find());
    }

    /// A note on the libvips that was found; empty as a rule.
    public Optional<String> note() {
        return note;
    }

    /// A decoder for headers, before there is a pipeline.
    public static ImageDecoder decoder(LocalConfig config) {
        return new VipsDecoder(libvips(config));
    }

    /// A decoder for measurements, all in the colours of sRGB.
    public static ImageDecoder srgbDecoder(LocalConfig config) {
        var libvips = libvips(config);
        return new SrgbDecoder(new VipsDecoder(libvips), libvips);
    }

    /// Parts of images, before there is a pipeline.
    public static PlainPictures pictures(LocalConfig config) {
        var libvips = libvips(config);
        return new PlainPictures(libvips, new VipsDecoder(libvips));
    }

    /// The models of this machine: beside their cards, or brought on demand.
    public static ModelFolder models(LocalConfig config, Device device) {
        var engines = new MachineEngines(config.engines(), config.cache(), new OpenVino(config.cache()));
        return new ModelFolder(config.cards(), config.pulledModels(), device, engines);
    }

    /// The networks of this machine that measure: beside their cards, or brought on demand.
    public static MetricFolder metrics(LocalConfig config) {
        return new MetricFolder(config.models(), config.pulledModels());
    }

    /// The user's folders, as any command sees them.
    public static LocalPlaces places(LocalConfig config) {
        return new LocalPlaces(config);
    }

    /// Returns the plan of a job; empty if the job failed before it.
    public Optional<Manifest> manifest(JobId job) {
        return objects.newest(job).flatMap(objects::planned);
    }

    public InferenceMeter meter() {
        return models.meter();
    }

    /// Deletes jobs that were not asked for in a week.
    public void expire(Instant now) {
        new LocalCleanup(objects).expire(now, lock);
    }

    /// Expires jobs unless that fails, as on a full disk: what stays is deleted the next time.
    public void expireIfPossible(Instant now) {
        new LocalCleanup(objects).expireIfPossible(now, lock);
    }

    @Override
    public void close() {
        children.ifPresent(ChildDecoder::close);
        threads.close();
        models.close();
    }
}
