package dev.azulejo.core.plan;

import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.job.outcome.Outcome.Reason;
import dev.azulejo.core.job.record.JobPlan;
import dev.azulejo.core.job.record.PlannedResult;
import dev.azulejo.core.job.request.JobRequest;
import dev.azulejo.core.job.request.MetadataPolicy;
import dev.azulejo.core.job.request.ResultEncoding;
import dev.azulejo.core.job.request.WantedResult;
import dev.azulejo.core.look.Picture;
import dev.azulejo.core.look.kind.Kind;
import dev.azulejo.core.model.ModelCard;
import dev.azulejo.core.model.Processor;
import dev.azulejo.core.pixels.Density;
import dev.azulejo.core.plan.PlanOutcome.Planned;
import dev.azulejo.core.plan.PlanOutcome.Refused;
import dev.azulejo.core.port.ProbedImage;
import dev.azulejo.core.port.StripEncoder;
import dev.azulejo.core.recipe.Chain;
import dev.azulejo.core.recipe.PictureChoice;
import dev.azulejo.core.recipe.Recipes;
import dev.azulejo.core.recipe.Step;
import dev.azulejo.core.resize.ResultLayout;
import dev.azulejo.core.resize.SizeRefused;
import dev.azulejo.core.resize.Sizing;
import dev.azulejo.core.resize.TargetSize;
import dev.azulejo.core.tiling.StripLayout;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Decides from a header and a request how a job will be cut. Pure: no I/O, no clock, and no facts about
/// the machine, so the same request gives the same plan everywhere.
///
/// @param workers the processor that tiles and shards are sized for
/// @param targetSeconds of a worker's time for a shard
/// @param maxStripBytes raw bytes of a strip
public record Planner(Limits limits, Processor workers, double targetSeconds, long maxStripBytes) {
    public static final Planner DEFAULT = within(Limits.DEFAULT);

    /// How far colour is bled under transparent pixels; the halo of an image with alpha is larger by as much.
    public static final int BLEED_PX = 8;

    /// How far around a pixel cubic interpolation looks when it replaces a model; no halo grows by it.
    public static final int CUBIC_PX = 2;

    /// The extra time of a drawing: 2.4 times that of a photograph, measured with half of a picture drawn,
    /// so with all its tiles.
    private static final double MIXING = 1.4;

    /// The share of tiles with any drawing relative to the drawn share, at the most.
    private static final double TILES_PER_SHARE = 4;

    public static Planner within(Limits limits) {
        return within(limits, Processor.CPU);
    }

    public static Planner within(Limits limits, Processor workers) {
        return new Planner(limits, workers, 30, 32L << 20);
    }

    /// The fingerprints and properties of the decoder and the encoders of the results.
    ///
    /// @param encoders of the request's results, in their order
    /// @param decoder its fingerprint
    public record Builds(List<StripEncoder> encoders, String decoder) {
        public Builds {
            encoders = List.copyOf(encoders);
        }
    }

    /// The models that run for an image of that size: as many as the largest result needs, if each has a
    /// size of its own.
    ///
    /// @param picture the measured picture; absent before pixels are seen, and if the recipe does not look
    /// @throws SizeRefused when a size that is asked for cannot be
    public static Chain chain(JobRequest request, ProbedImage image, @Nullable Picture picture) {
        var foreseen = foreseen(request, image);
        if (picture == null || !foreseen.looks()) {
            return foreseen;
        }
        // Where the image goes on at its opposite edge, its regions would have to, too.
        var seen = request.geometry().wrap() == null ? picture : picture.ofOneKind();
        return new PictureChoice(foreseen, seen).decided();
    }

    /// The models that run, before any pixel is seen.
    public static Chain chain(JobRequest request, ProbedImage image) {
        return chain(request, image, null);
    }

    private static Chain foreseen(JobRequest request, ProbedImage image) {
        if (!request.saysSizes()) {
            return request.chain();
        }
        var upright = image.orientation().upright(image.stored());
        return request.chainFor(request.outputs().stream()
                .map(output -> new Sizing(Objects.requireNonNull(output.target()), upright).layout())
                .mapToDouble(layout -> Sizing.enlargement(upright, layout))
                .max()
                .orElseThrow());
    }

    /// Plans a job before any pixel is seen.
    public PlanOutcome plan(JobRequest request, ProbedImage probed, List<ModelCard> cards, Builds builds) {
        return plan(request, probed, null, new RoutedCards(cards, List.of()), builds);
    }

    /// @param picture as for [#chain]
    /// @param cards of what [#chain] runs
    /// @throws SizeRefused as [#chain]
    public PlanOutcome plan(
            JobRequest request, ProbedImage probed, @Nullable Picture picture, RoutedCards cards, Builds builds) {
        var image = new LimitCheck(limits).kept(probed, policy(request));
        var upright = image.orientation().upright(image.stored());
        if (Recipes.named(request.recipe()).isEmpty() && cards.steps().isEmpty()) {
            return new Refused(Reason.UNKNOWN_OPTION, Recipes.unknown(request.recipe()));
        }
        var chain = chain(request, image, picture);
        var layouts = request.outputs().stream()
                .map(output -> layout(output.target(), upright, chain.scale()))
                .toList();
        var needs = new ChainNeeds(runBy(chain.steps(), cards.steps()), workers);
        var wrap = request.geometry().wrap();
        var refusal = refusal(request, image, chain.scale(), layouts)
                .or(() -> new TilingCheck(upright, needs, wrap).refusal());
        if (refusal.isPresent()) {
            return refusal.get();
        }
        int bleed = image.pixels().hasAlpha() ? BLEED_PX : 0;
        int further = chain.interpolates() ? CUBIC_PX : cards.furtherPx();
        var grid = needs.grid(upright, request.geometry().tileSide(), bleed + further, wrap);
        int asked = request.geometry().shardTiles();
        double wantedTiles = asked > 0 ? asked : needs.wantedTiles(grid, image.pixels(), targetSeconds);
        var shards = ShardSizing.fitted(grid, image.pixels(), chain.scale(), wantedTiles, workers)
                .shards(request.job(), image.orientation());
        var plan = new JobPlan(
                request.job(),
                request.source(),
                chain,
                picture,
                upright,
                image.orientation(),
                image.pixels(),
                grid,
                planned(request, image, layouts, builds),
                builds.decoder(),
                image.metadata(),
                warnings(request, image, chain, layouts));
        return new LimitCheck(limits)
                .ofResults(DiskNeed.of(plan, shards.size()).resultBytes())
                .<PlanOutcome>map(refused -> refused)
                .orElseGet(() -> new Planned(plan, shards, image.decodeBytes()));
    }

    /// @param cards of the steps; none if no model is to run after all
    private static List<ModelCard> runBy(List<Step> steps, List<ModelCard> cards) {
        return IntStream.range(0, cards.size())
                .mapToObj(number -> cards.get(number).runBy(steps.get(number).engine()))
                .toList();
    }

    /// The policy of metadata for the job: as much is kept as any result keeps, and each drops the rest.
    private static MetadataPolicy policy(JobRequest request) {
        return request.outputs().stream()
                .map(output -> output.encoding().metadata())
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    private List<PlannedResult> planned(
            JobRequest request, ProbedImage image, List<ResultLayout> layouts, Builds builds) {
        return IntStream.range(0, layouts.size())
                .mapToObj(number -> planned(request, number, image, layouts.get(number), builds.encoders.get(number)))
                .toList();
    }

    private PlannedResult planned(
            JobRequest request, int number, ProbedImage image, ResultLayout layout, StripEncoder encoder) {
        var output = request.outputs().get(number);
        int rowMultiple = encoder.rowMultiple(image.pixels(), output.encoding(), layout.canvas());
        return new PlannedResult(
                output.encoding(),
                layout,
                strips(request, output.encoding(), image, layout.canvas(), rowMultiple),
                encoder.deflater(output.encoding()),
                density(output.target(), image),
                output.destination(),
                output.copy());
    }

    private static ResultLayout layout(@Nullable TargetSize target, Size upright, int scale) {
        return target == null || !target.saysSize()
                ? ResultLayout.of(upright.times(scale))
                : new Sizing(target, upright).layout();
    }

    private static @Nullable Density density(@Nullable TargetSize target, ProbedImage image) {
        if (target == null || (target.paper() == null && target.dotsPerInch() == null)) {
            return image.density();
        }
        double dots = target.dotsPerInch() == null ? TargetSize.PRINT_DOTS_PER_INCH : target.dotsPerInch();
        return new Density(dots / Density.MM_PER_INCH, dots / Density.MM_PER_INCH);
    }

    /// The seconds that the models of such a job take on one CPU core.
    ///
    /// @param cards of the steps of its chain
    public static double predictedSeconds(JobPlan plan, List<ModelCard> cards) {
        return predictedSeconds(plan, cards, Processor.CPU);
    }

    /// The seconds that the models of such a job take on a core of a CPU, or on a GPU.
    public static double predictedSeconds(JobPlan plan, List<ModelCard> cards, Processor on) {
        return new ChainNeeds(cards, on).secondsPerTile(plan.grid())
                * plan.grid().count()
                * (1 + ofMixing(plan));
    }

    /// The cost of a second model and of the mixture, relative to the chain. A tile with any drawn part
    /// takes all of it.
    private static double ofMixing(JobPlan plan) {
        if (plan.picture() == null || plan.chain().alternative(Kind.DRAWING).isEmpty()) {
            return 0;
        }
        return MIXING * Math.min(1, TILES_PER_SHARE * plan.picture().kinds().share(Kind.DRAWING));
    }

    /// Refuses a file that exceeds the limits by its header.
    ///
    /// @param fileBytes its length
    public Optional<Refused> overLimits(ProbedImage image, long fileBytes) {
        var check = new LimitCheck(limits);
        return check.ofHeader(image, fileBytes).or(() -> check.ofMetadata(image));
    }

    private Optional<PlanOutcome> refusal(
            JobRequest request, ProbedImage image, int scale, List<ResultLayout> layouts) {
        var enlarged = image.orientation().upright(image.stored()).times(scale);
        var check = new LimitCheck(limits);
        var ofEach = IntStream.range(0, layouts.size()).boxed().flatMap(number -> {
            var output = request.outputs().get(number);
            var layout = layouts.get(number);
            return new FormatFit(output.encoding())
                            .refusal(layout.canvas(), image.pixels())
                            .or(() -> check.ofResult(enlarged, layout))
                            .map(refused -> number == 0 ? refused : named(refused, output))
                            .stream();
        });
        return overLimits(image, request.source().bytes())
                .or(ofEach::findFirst)
                .or(() -> check.ofResults(layouts))
                .map(refused -> refused);
    }

    private static Refused named(Refused refused, WantedResult output) {
        var key = output.destination().key();
        return new Refused(
                refused.reason(), "for %s it %s".formatted(key.substring(key.lastIndexOf('/') + 1), refused.detail()));
    }

    private StripLayout strips(
            JobRequest request, ResultEncoding encoding, ProbedImage image, Size output, int rowMultiple) {
        if (encoding.maxBytes() > 0) {
            return new StripLayout(output, Math.ceilDiv(output.height(), rowMultiple) * rowMultiple);
        }
        int rows = request.geometry().stripRows();
        return rows > 0
                ? new StripLayout(output, Math.ceilDiv(rows, rowMultiple) * rowMultiple)
                : StripLayout.fitted(output, image.pixels().bytesPerPixel(), maxStripBytes, rowMultiple);
    }

    /// Collects the warnings; one that applies to several results is given once.
    private static List<String> warnings(
            JobRequest request, ProbedImage image, Chain chain, List<ResultLayout> layouts) {
        var upright = image.orientation().upright(image.stored());
        var warnings = new LinkedHashSet<>(image.warnings());
        for (int number = 0; number < layouts.size(); number++) {
            var output = request.outputs().get(number);
            var target = output.target();
            if (target != null && target.saysSize()) {
                warnings.addAll(new SizeWarnings(upright, chain, layouts.get(number)).all(target));
            }
            warnings.addAll(new FormatFit(output.encoding()).warnings(image));
        }
        return List.copyOf(warnings);
    }
}
