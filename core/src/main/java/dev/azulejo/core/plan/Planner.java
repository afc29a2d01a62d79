package dev.azulejo.core.plan;

import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.job.JobRequest;
import dev.azulejo.core.job.Manifest;
import dev.azulejo.core.job.Outcome.Reason;
import dev.azulejo.core.model.ModelCard;
import dev.azulejo.core.plan.PlanOutcome.Planned;
import dev.azulejo.core.plan.PlanOutcome.Refused;
import dev.azulejo.core.port.ProbedImage;
import dev.azulejo.core.recipe.Recipes;
import dev.azulejo.core.tiling.StripLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
        return new Planner(limits, 30, 8L << 20);
    }

    /// @param cards of the request's steps, in their order; none where its recipe does not exist
    /// @param rowMultiple of the encoder of the result
    /// @param decoder fingerprint of the decoder
    public PlanOutcome plan(
            JobRequest request, ProbedImage probed, List<ModelCard> cards, int rowMultiple, String decoder) {
        var image = new LimitCheck(limits).kept(probed, request.output().metadata());
        var upright = image.orientation().upright(image.stored());
        if (cards.isEmpty()) {
            return new Refused(Reason.UNKNOWN_OPTION, Recipes.unknown(request.recipe()));
        }
        var needs = new ChainNeeds(cards);
        int scale = needs.scale();
        var refusal = refusal(request, image, upright, scale);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        int bleed = image.pixels().hasAlpha() ? BLEED_PX : 0;
        var grid = needs.grid(upright, request.geometry().tileSide(), bleed);
        int asked = request.geometry().shardTiles();
        double wantedTiles = asked > 0 ? asked : targetSeconds / needs.secondsPerTile(grid);
        var shards =
                ShardSizing.fitted(grid, image.pixels(), scale, wantedTiles).shards(request.job(), image.orientation());
        var manifest = new Manifest(
                Manifest.SCHEMA,
                request.job(),
                request.source(),
                request.recipe(),
                request.steps(),
                scale,
                upright,
                image.orientation(),
                image.pixels(),
                true,
                grid,
                shards.size(),
                "",
                strips(request, image, upright.times(scale), rowMultiple),
                request.output(),
                image.metadata(),
                image.density(),
                request.destination(),
                decoder,
                request.chosen(),
                warnings(request, image));
        return new Planned(manifest, shards);
    }

    /// Seconds that one CPU core works on the models of such a job.
    public static double predictedSeconds(Manifest manifest, List<ModelCard> cards) {
        return new ChainNeeds(cards).secondsPerTile(manifest.grid())
                * manifest.grid().count();
    }

    private Optional<PlanOutcome> refusal(JobRequest request, ProbedImage image, Size upright, int scale) {
        var check = new LimitCheck(limits);
        return check.ofHeader(image, request.source().bytes())
                .or(() -> check.ofMetadata(image))
                .or(() -> new FormatFit(request.output()).refusal(upright.times(scale)))
                .map(refused -> refused);
    }

    private StripLayout strips(JobRequest request, ProbedImage image, Size output, int rowMultiple) {
        int rows = request.geometry().stripRows();
        return rows > 0
                ? new StripLayout(output, Math.ceilDiv(rows, rowMultiple) * rowMultiple)
                : StripLayout.fitted(output, image.pixels().bytesPerPixel(), maxStripBytes, rowMultiple);
    }

    private static List<String> warnings(JobRequest request, ProbedImage image) {
        var warnings = new ArrayList<>(image.warnings());
        warnings.addAll(new FormatFit(request.output()).warnings(image));
        return List.copyOf(warnings);
    }
}
