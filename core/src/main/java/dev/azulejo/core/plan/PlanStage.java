package dev.azulejo.core.plan;

import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.failure.TransientFailure;
import dev.azulejo.core.job.JobEnding;
import dev.azulejo.core.job.JobObjects;
import dev.azulejo.core.job.JobObjects.PlannedShards;
import dev.azulejo.core.job.key.Attempt;
import dev.azulejo.core.job.key.JobKeys;
import dev.azulejo.core.job.outcome.Outcome;
import dev.azulejo.core.job.outcome.Outcome.Reason;
import dev.azulejo.core.job.record.JobPlan;
import dev.azulejo.core.job.record.Manifest;
import dev.azulejo.core.job.record.Shard;
import dev.azulejo.core.job.request.JobRequest;
import dev.azulejo.core.look.Picture;
import dev.azulejo.core.look.jpeg.JpegQuality;
import dev.azulejo.core.model.ModelCard;
import dev.azulejo.core.plan.PlanOutcome.Planned;
import dev.azulejo.core.plan.PlanOutcome.Refused;
import dev.azulejo.core.plan.Planner.Builds;
import dev.azulejo.core.port.Activity;
import dev.azulejo.core.port.Aside;
import dev.azulejo.core.port.BlockCodec;
import dev.azulejo.core.port.ImageDecoder;
import dev.azulejo.core.port.ModelCards;
import dev.azulejo.core.port.Places;
import dev.azulejo.core.port.ProbedImage;
import dev.azulejo.core.port.Progress;
import dev.azulejo.core.port.StripEncoders;
import dev.azulejo.core.port.UnreadableImage;
import dev.azulejo.core.recipe.Look;
import dev.azulejo.core.recipe.Recipes;
import dev.azulejo.core.recipe.Step;
import dev.azulejo.core.resize.SizeRefused;
import dev.azulejo.storage.NoSuchObject;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Makes `shards.json`, `source/{shard}`, `sample` if a model needs one, and, last, `manifest.json` from an
/// attempt's `start.json`; after earlier attempts it keeps what is still of use. It is the only stage that
/// parses a user's file: it reads the header, refuses by limits, then decodes once, as a stream of rows.
public final class PlanStage {
    /// The message about a version of the source that is gone.
    public static final String GONE = "was changed or removed before it was read; start again";

    /// The most pixels that are decoded for a forecast: some seconds.
    private static final long MOST_TO_FORESEE = 100_000_000;

    /// The most memory of a decoder for a forecast while a job is running.
    private static final long MOST_BYTES_BESIDE_WORK = 64_000_000;

    private final JobObjects objects;
    private final JobEnding ending;
    private final Places places;
    private final ImageDecoder decoder;
    private final BlockCodec blocks;
    private final ModelCards models;
    private final StripEncoders encoders;
    private final Planner planner;
    private final Looker looker;
    private final Foresight foresight;
    private final Supplier<Aside> packers;
    private final Optional<BiConsumer<Manifest, Shard>> interpolation;
    private final Progress progress;

    /// @param looker looks at the pixels if the recipe asks for that
    /// @param foresight is asked before the first pixel is decoded
    /// @param packers pack and write what has been cut; one for each job
    /// @param interpolation makes a shard that no model sees, if workers are too expensive for it; absent
    ///     if workers make those too
    public PlanStage(
            JobObjects objects,
            Places places,
            ImageDecoder decoder,
            BlockCodec blocks,
            ModelCards models,
            StripEncoders encoders,
            Planner planner,
            Looker looker,
            Foresight foresight,
            Supplier<Aside> packers,
            Optional<BiConsumer<Manifest, Shard>> interpolation,
            Progress progress) {
        this.objects = objects;
        this.ending = new JobEnding(objects);
        this.places = places;
        this.decoder = decoder;
        this.blocks = blocks;
        this.models = models;
        this.encoders = encoders;
        this.planner = planner;
        this.looker = looker;
        this.foresight = foresight;
        this.packers = packers;
        this.interpolation = interpolation;
        this.progress = progress;
    }

    public void run(Attempt attempt) {
        if (objects.work().exists(JobKeys.manifest(attempt))) {
            return;
        }
        var request = objects.request(attempt.job());
        if (request.problems() != null) {
            reject(attempt, request, Reason.UNKNOWN_OPTION, String.join("; ", request.problems()));
            return;
        }
        if (!request.source().hasVersion()) {
            reject(attempt, request, Reason.SOURCE_CHANGED, GONE);
            return;
        }
        if (attempt.number() > 0 && new TakeOver(objects).run(attempt)) {
            return;
        }
        try {
            switch (plan(request, () -> earlierPicture(attempt), _ -> true)) {
                case Planned planned -> begin(attempt, request, planned);
                case Refused refused -> reject(attempt, request, refused.reason(), refused.detail());
            }
        } catch (UnreadableImage e) {
            reject(attempt, request, e.reason(), e.detail());
        } catch (NoSuchObject e) {
            reject(attempt, request, Reason.SOURCE_CHANGED, GONE);
        } catch (UncheckedIOException e) {
            throw new TransientFailure("reading %s".formatted(request.source().uri()), e);
        }
    }

    /// Plans a request without writing anything. If the recipe looks at the pixels, the image is decoded,
    /// unless it is too large for a caller to wait: then the answer follows from its header.
    public PlanOutcome plan(JobRequest request) throws UnreadableImage {
        return plan(request, Optional::empty, PlanStage::canWait);
    }

    /// Plans a request from the source's header alone, without looking at any pixel.
    public PlanOutcome foresee(JobRequest request) throws UnreadableImage {
        return plan(request, Optional::empty, _ -> false);
    }

    /// Plans a request while another job is running: pixels are looked at only if that takes little memory.
    public PlanOutcome foreseeBesideWork(JobRequest request) throws UnreadableImage {
        return plan(
                request,
                Optional::empty,
                planned -> canWait(planned) && planned.decodeBytes() <= MOST_BYTES_BESIDE_WORK);
    }

    private static boolean canWait(Planned planned) {
        return planned.plan().image().pixels() <= MOST_TO_FORESEE;
    }

    /// @param seen what an earlier attempt measured of the pixels, so any build decides as that one
    ///     did
    /// @param mayLook whether the pixels may be looked at if the recipe asks for that
    private PlanOutcome plan(JobRequest request, Supplier<Optional<Picture>> seen, Predicate<Planned> mayLook)
            throws UnreadableImage {
        var tooLong = new LimitCheck(planner.limits()).ofFile(request.source().bytes());
        if (tooLong.isPresent()) {
            return tooLong.get();
        }
        var image = probed(request);
        var foreseen = plan(request, image, (Picture) null);
        boolean looks =
                foreseen instanceof Planned planned && planned.plan().chain().looks() && mayLook.test(planned);
        if (!looks) {
            return foreseen;
        }
        var earlier = seen.get();
        return plan(request, image, earlier.isPresent() ? earlier.get() : looked(request));
    }

    /// The picture of the last attempt that has a manifest. One before it may have got its manifest later,
    /// from a slow process, and then did not make the pixels that are there.
    private Optional<Picture> earlierPicture(Attempt attempt) {
        return IntStream.iterate(attempt.number() - 1, number -> number >= 0, number -> number - 1)
                .mapToObj(number -> readablePicture(new Attempt(attempt.job(), number)))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /// Reads the picture of an earlier attempt, if possible: a damaged manifest may be the reason for this
    /// attempt.
    private Optional<Picture> readablePicture(Attempt earlier) {
        try {
            return objects.planned(earlier).map(manifest -> manifest.plan().picture());
        } catch (PermanentFailure damaged) {
            return Optional.empty();
        }
    }

    private ProbedImage probed(JobRequest request) throws UnreadableImage {
        try (var _ = progress.begin(Activity.PROBE)) {
            return decoder.probe(open(request), request.page());
        }
    }

    private Picture looked(JobRequest request) throws UnreadableImage {
        boolean looksForFaces = Recipes.named(request.recipe())
                .filter(recipe -> recipe.look() == Look.FACES)
                .isPresent();
        try (var source = new BufferedInputStream(open(request))) {
            var quality = JpegQuality.peek(source);
            try (var rows = decoder.decode(source, request.page())) {
                return looksForFaces ? looker.lookForFaces(rows) : looker.look(rows, quality);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private PlanOutcome plan(JobRequest request, ProbedImage image, @Nullable Picture picture) {
        var builds = new Builds(
                request.outputs().stream()
                        .map(output -> encoders.forFormat(output.encoding().format()))
                        .toList(),
                decoder.fingerprint());
        try {
            var chain = Planner.chain(request, image, picture);
            return planner.plan(request, image, picture, RoutedCards.of(chain, models), builds);
        } catch (SizeRefused refused) {
            return new Refused(Reason.IMPOSSIBLE_SIZE, String.valueOf(refused.getMessage()));
        }
    }

    private List<ModelCard> cards(List<Step> steps) {
        return steps.stream().map(step -> models.card(step.model())).toList();
    }

    private InputStream open(JobRequest request) {
        var uri = request.source().uri();
        return places.source(uri.place())
                .readVersion(uri.key(), request.source().version());
    }

    private void begin(Attempt attempt, JobRequest request, Planned planned) throws UnreadableImage {
        var refusal = foresight.refusal(planned);
        if (refusal.isPresent()) {
            reject(attempt, request, refusal.get().reason(), refusal.get().detail());
        } else {
            write(attempt, request, planned);
        }
    }

    private void write(Attempt attempt, JobRequest request, Planned planned) throws UnreadableImage {
        var shards = objects.fix(request.job(), planned.shards());
        if (!Shard.partition(shards.shards(), planned.plan().grid())) {
            throw PermanentFailure.damaged(JobKeys.shards(request.job()), "was cut for another grid, by another build");
        }
        var written = writePixels(request, planned.plan(), shards);
        switch (written.late == null
                ? planned
                : plan(request, written.late, planned.plan().picture())) {
            case Planned complete -> {
                var decided = new PatternChoice(complete.plan(), written.seen.patterns()).decided();
                var manifest = Manifest.of(decided, shards.shards().size(), shards.hash(), written.seen.opaque());
                if (decided.chain().interpolates()) {
                    interpolation.ifPresent(infer -> shards.shards().forEach(shard -> infer.accept(manifest, shard)));
                }
                objects.put(attempt, manifest);
            }
            case Refused refused -> reject(attempt, request, refused.reason(), refused.detail());
        }
    }

    /// @param late what the file says at its end, if that is more than its header said
    private record Written(SourceWriter.Seen seen, @Nullable ProbedImage late) {}

    private Written writePixels(JobRequest request, JobPlan plan, PlannedShards shards) throws UnreadableImage {
        boolean withSample = cards(plan.steps()).stream().anyMatch(ModelCard::needsSample);
        try (var rows = decoder.decode(open(request), request.page())) {
            var header = rows.image();
            var manifest = Manifest.of(plan, shards.shards().size(), shards.hash(), true);
            var seen = new SourceWriter(objects.work(), blocks, manifest, packers, progress)
                    .write(rows, shards, withSample);
            return new Written(seen, rows.image().equals(header) ? null : rows.image());
        }
    }

    private void reject(Attempt attempt, JobRequest request, Reason reason, String detail) {
        ending.end(new Outcome.Rejected(
                Outcome.SCHEMA, attempt.job(), attempt.number(), request.source(), reason, detail));
    }
}
