package dev.azulejo.core.plan;

import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.job.JobRequest;
import dev.azulejo.core.job.Manifest;
import dev.azulejo.core.job.Outcome.Reason;
import dev.azulejo.core.model.ModelCard;
import dev.azulejo.core.pixels.Density;
import dev.azulejo.core.plan.PlanOutcome.Planned;
import dev.azulejo.core.plan.PlanOutcome.Refused;
import dev.azulejo.core.port.ProbedImage;
import dev.azulejo.core.recipe.Chain;
import dev.azulejo.core.recipe.Recipes;
import dev.azulejo.core.resize.ResultLayout;
import dev.azulejo.core.resize.SizeRefused;
import dev.azulejo.core.resize.Sizing;
import dev.azulejo.core.resize.TargetSize;
import dev.azulejo.core.tiling.StripLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/// Decides from a header and a request how a job will be cut. Pure: no I/O, no clock, and nothing of the
/// machine it runs on, so that the same request gives the same plan everywhere.
///
/// @param targetSeconds of work in a shard, on one CPU core
/// @param maxStripBytes raw bytes of a strip
public record Planner(Limits limits, double targetSeconds, long maxStripBytes) {
    public static final Planner DEFAULT = within(Limits.DEFAULT);

    /// How far colour is bled under transparent pixels; the halo of an image with alpha is larger by as much.
    public static final int BLEED_PX = 8;

    /// How far around a model's answer others count, when it is out of range; the halo of a step whose card
    /// asks for that guard is larger by as much.
    public static final int GUARD_PX = 3;

    /// The usual one of a machine with these limits.
    public static Planner within(Limits limits) {
        return new Planner(limits, 30, 32L << 20);
    }

    /// What of the decoder and of the encoder of the result counts.
    ///
    /// @param rowMultiple strips of a result of a size start at multiples of so many rows
    /// @param deflater see [dev.azulejo.core.port.StripEncoder#deflater]
    /// @param decoder its fingerprint
    public record Builds(ToIntFunction<Size> rowMultiple, String deflater, String decoder) {}

    /// The models that run, for an image of that size.
    ///
    /// @throws SizeRefused when the size that is asked for cannot be
    public static Chain chain(JobRequest request, ProbedImage image) {
        var upright = image.orientation().upright(image.stored());
        var target = request.target();
        return target == null || !target.saysSize()
                ? new Chain(request.recipe(), request.steps(), request.scale(), request.chosen())
                : request.chainFor(Sizing.enlargement(upright, new Sizing(target, upright).layout()));
    }

    /// @param cards of the steps of [#chain], in their order
    /// @throws SizeRefused as [#chain]
    public PlanOutcome plan(JobRequest request, ProbedImage probed, List<ModelCard> cards, Builds builds) {
        var image = new LimitCheck(limits).kept(probed, request.output().metadata());
        var upright = image.orientation().upright(image.stored());
        if (Recipes.named(request.recipe()).isEmpty() && cards.isEmpty()) {
            return new Refused(Reason.UNKNOWN_OPTION, Recipes.unknown(request.recipe()));
        }
        var chain = chain(request, image);
        var needs = new ChainNeeds(cards);
        int scale = needs.scale();
        var layout = layout(request.target(), upright, scale);
        var refusal = refusal(request, image, scale, layout);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        int bleed = image.pixels().hasAlpha() ? BLEED_PX : 0;
        var grid = needs.grid(upright, request.geometry().tileSide(), bleed);
        int asked = request.geometry().shardTiles();
        double wantedTiles = asked > 0 ? asked : needs.wantedTiles(grid, image.pixels(), targetSeconds);
        var shards =
                ShardSizing.fitted(grid, image.pixels(), scale, wantedTiles).shards(request.job(), image.orientation());
        var manifest = new Manifest(
                Manifest.SCHEMA,
                request.job(),
                request.source(),
                request.recipe(),
                chain.steps(),
                scale,
                upright,
                layout,
                image.orientation(),
                image.pixels(),
                true,
                grid,
                shards.size(),
                "",
                strips(request, image, layout.canvas(), builds.rowMultiple().applyAsInt(layout.canvas())),
                builds.deflater(),
                request.output(),
                image.metadata(),
                image.metadata().length(),
                density(request.target(), image),
                request.destination(),
                builds.decoder(),
                chain.chosen(),
                warnings(request, image, chain, layout));
        return new LimitCheck(limits)
                .ofResult(DiskNeed.of(manifest).resultBytes())
                .<PlanOutcome>map(refused -> refused)
                .orElseGet(() -> new Planned(manifest, shards, image.decodeBytes()));
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

    /// Seconds that one CPU core works on the models of such a job.
    public static double predictedSeconds(Manifest manifest, List<ModelCard> cards) {
        return new ChainNeeds(cards).secondsPerTile(manifest.grid())
                * manifest.grid().count();
    }

    /// Whether a file is more than the limits allow, by its header alone.
    ///
    /// @param fileBytes its length
    public Optional<Refused> overLimits(ProbedImage image, long fileBytes) {
        var check = new LimitCheck(limits);
        return check.ofHeader(image, fileBytes).or(() -> check.ofMetadata(image));
    }

    private Optional<PlanOutcome> refusal(JobRequest request, ProbedImage image, int scale, ResultLayout layout) {
        var upright = image.orientation().upright(image.stored());
        return overLimits(image, request.source().bytes())
                .or(() -> new FormatFit(request.output()).refusal(layout.canvas(), image.pixels()))
                .or(() -> new LimitCheck(limits).ofResult(upright.times(scale), layout))
                .map(refused -> refused);
    }

    private StripLayout strips(JobRequest request, ProbedImage image, Size output, int rowMultiple) {
        if (request.output().maxBytes() > 0) {
            return new StripLayout(output, Math.ceilDiv(output.height(), rowMultiple) * rowMultiple);
        }
        int rows = request.geometry().stripRows();
        return rows > 0
                ? new StripLayout(output, Math.ceilDiv(rows, rowMultiple) * rowMultiple)
                : StripLayout.fitted(output, image.pixels().bytesPerPixel(), maxStripBytes, rowMultiple);
    }

    private static List<String> warnings(JobRequest request, ProbedImage image, Chain chain, ResultLayout layout) {
        var warnings = new ArrayList<>(image.warnings());
        var target = request.target();
        if (target != null && target.saysSize()) {
            warnings.addAll(new SizeWarnings(image.orientation().upright(image.stored()), chain, layout).all(target));
        }
        warnings.addAll(new FormatFit(request.output()).warnings(image));
        return List.copyOf(warnings);
    }
}
