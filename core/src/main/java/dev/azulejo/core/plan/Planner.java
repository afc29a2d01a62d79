package dev.azulejo.core.plan;

import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.job.JobRequest;
import dev.azulejo.core.job.Manifest;
import dev.azulejo.core.job.MetadataPolicy;
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
    public static final Planner DEFAULT = new Planner(Limits.DEFAULT, 30, 8L << 20);

    /// How far colour is bled under transparent pixels; the halo of an image with alpha is larger by as much.
    public static final int BLEED_PX = 8;

    /// How far around a model's answer others count, when it is out of range; the halo of a step whose card
    /// asks for that guard is larger by as much.
    public static final int GUARD_PX = 3;

    /// @param cards of the request's steps, in their order; none where its recipe does not exist
    /// @param rowMultiple of the encoder of the result
    /// @param decoder fingerprint of the decoder
    public PlanOutcome plan(
            JobRequest request, ProbedImage image, List<ModelCard> cards, int rowMultiple, String decoder) {
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
                request.output().metadata() == MetadataPolicy.STRIP
                        ? image.metadata().stripped()
                        : image.metadata(),
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
        long rawBytes = image.stored().pixels() * image.pixels().bytesPerPixel();
        long expansion = rawBytes / Math.max(1, request.source().bytes());
        int longSide = Math.max(upright.width(), upright.height());
        if (upright.pixels() > limits.maxPixels()) {
            return refused(
                    Reason.TOO_LARGE,
                    "has %s = %,d pixels, the limit is %,d; make it smaller or cut it"
                            .formatted(upright, upright.pixels(), limits.maxPixels()));
        }
        if (longSide > limits.maxSide()) {
            return refused(
                    Reason.TOO_LARGE,
                    "is %s pixels, the longest side may have %,d; make it smaller or cut it"
                            .formatted(upright, limits.maxSide()));
        }
        if (expansion > limits.maxExpansion()) {
            return refused(
                    Reason.TOO_LARGE,
                    "expands %,d times when decoded, the limit is %,d; is it a real photograph?"
                            .formatted(expansion, limits.maxExpansion()));
        }
        if (image.metadata().length() > limits.maxMetadataBytes()) {
            return refused(
                    Reason.TOO_LARGE,
                    "has an ICC profile, EXIF and XMP of %,d bytes, the limit is %,d; take them out or make them smaller"
                            .formatted(image.metadata().length(), limits.maxMetadataBytes()));
        }
        return new FormatFit(request.output()).refusal(upright.times(scale)).map(refused -> refused);
    }

    private static Optional<PlanOutcome> refused(Reason reason, String detail) {
        return Optional.of(new Refused(reason, detail));
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
