package dev.azulejo.core.stitch;

import dev.azulejo.core.geometry.Rect;
import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.handover.TileResults;
import dev.azulejo.core.job.JobEnding;
import dev.azulejo.core.job.JobObjects;
import dev.azulejo.core.job.key.Attempt;
import dev.azulejo.core.job.outcome.Outcome;
import dev.azulejo.core.job.outcome.Outcome.Reason;
import dev.azulejo.core.job.record.Manifest;
import dev.azulejo.core.job.record.Result;
import dev.azulejo.core.job.record.Shard;
import dev.azulejo.core.pixels.PixelBlock;
import dev.azulejo.core.port.Activity;
import dev.azulejo.core.port.BlockCodec;
import dev.azulejo.core.port.Progress;
import dev.azulejo.core.port.StripEncoder;
import dev.azulejo.core.port.StripEncoder.EncodedStrip;
import dev.azulejo.core.port.StripEncoders;
import dev.azulejo.core.port.UnmetBytes;
import dev.azulejo.core.resize.RowResampler;
import java.util.List;

/// Makes `strips/{r}/{n}/{maker}` from `tiles/{shard}`: reads the tiles that reach into one strip of a
/// result's rows, blends them where they overlap, and encodes the strip. Strips are independent of each
/// other, so any number may be made at once, and no machine ever holds the whole image.
public final class StitchStage {
    private final JobObjects objects;
    private final JobEnding ending;
    private final BlockCodec blocks;
    private final StripEncoders encoders;
    private final Progress progress;

    public StitchStage(JobObjects objects, BlockCodec blocks, StripEncoders encoders, Progress progress) {
        this.objects = objects;
        this.ending = new JobEnding(objects);
        this.blocks = blocks;
        this.encoders = encoders;
        this.progress = progress;
    }

    /// Makes the strip unless the attempt has it from the same encoder.
    ///
    /// @param shards all of the job's
    public void run(Attempt attempt, Result result, List<Shard> shards, int strip) {
        var encoder = encoders.forFormat(result.encoding().format());
        var build = encoder.fingerprint(result);
        var maker = StripObject.maker(attempt, build);
        if (StripObject.find(objects.work(), result, strip, maker).isPresent()) {
            return;
        }
        try (var _ = progress.begin(Activity.STRIP, strip)) {
            var encoded = encoded(encoder, result, strip, pixels(result, shards, strip));
            try (var _ = progress.begin(Activity.WRITE_STRIP, strip)) {
                StripObject.write(objects.work(), result, strip, encoded, build, maker);
            }
            progress.stripStitched(result.job(), strip);
        } catch (UnmetBytes e) {
            reject(attempt, result, Reason.MAX_BYTES_UNMET, String.valueOf(e.getMessage()));
        }
    }

    private EncodedStrip encoded(StripEncoder encoder, Result result, int strip, PixelBlock rows) throws UnmetBytes {
        try (var _ = progress.begin(Activity.ENCODE, strip)) {
            return encoder.encode(result, strip, rows);
        }
    }

    private void reject(Attempt attempt, Result result, Reason reason, String detail) {
        ending.end(new Outcome.Rejected(
                Outcome.SCHEMA,
                attempt.job(),
                attempt.number(),
                result.manifest().source(),
                reason,
                detail));
    }

    /// The pixels of a strip: rows of the enlarged image, resized and placed on the canvas if that was
    /// asked for.
    private PixelBlock pixels(Result result, List<Shard> shards, int strip) {
        var layout = result.layout();
        var stripRect = result.strips().outputRect(strip);
        if (layout.fillsCanvas()) {
            return resized(result, shards, stripRect.top(), stripRect.height());
        }
        var canvas = layout.background().block(stripRect.size(), result.pixels());
        if (stripRect.intersects(layout.imageRect())) {
            var imageRect = layout.imageRect();
            var shown = stripRect.intersection(imageRect);
            var rows = resized(result, shards, shown.top() - imageRect.top(), shown.height());
            var rowsRect = new Rect(shown.left() - imageRect.left(), 0, shown.width(), shown.height());
            rows.copyRows(rowsRect, canvas, shown.relativeTo(stripRect));
        }
        return canvas;
    }

    private PixelBlock resized(Result result, List<Shard> shards, int top, int height) {
        var enlarged = result.manifest().plan().enlarged();
        var resized = result.layout().resized();
        if (resized.equals(enlarged)) {
            return enlarged(result.manifest(), shards, new Rect(0, top, enlarged.width(), height));
        }
        var wrap = result.manifest().grid().wrap();
        var resampler = new RowResampler(enlarged, resized, wrap, result.pixels(), top, height);
        var needed = resampler.sourceRect();
        int at = needed.top(); // before the first row, where the image goes on at its opposite edge
        while (at < needed.bottom()) {
            int row = Math.floorMod(at, enlarged.height());
            int bottom = Math.min(row + needed.bottom() - at, endOfTiles(result.manifest(), row));
            resample(resampler, enlarged(result.manifest(), shards, Rect.between(0, row, enlarged.width(), bottom)));
            at += bottom - row;
        }
        return resampler.result();
    }

    private void resample(RowResampler resampler, PixelBlock rows) {
        try (var _ = progress.begin(Activity.RESAMPLE)) {
            resampler.accept(rows);
        }
    }

    /// The end of the row of tiles that holds a row of the enlarged image, so no tile is read twice.
    private static int endOfTiles(Manifest manifest, int enlargedRow) {
        int row = enlargedRow / manifest.scale();
        int tileRow = manifest.grid().rowHolding(row);
        return manifest.grid().tile(0, tileRow).interior().bottom() * manifest.scale();
    }

    /// The rows of the enlarged image, put together from one row of a shard's tiles at a time.
    private PixelBlock enlarged(Manifest manifest, List<Shard> shards, Rect enlargedRect) {
        var inputRect = manifest.inputRect(enlargedRect);
        var rows = rows(manifest, enlargedRect);
        var tileRows = manifest.grid().rowsOver(inputRect.top(), inputRect.bottom());
        for (var shard : shards) {
            int firstRow = Math.max(tileRows.first(), shard.firstRow());
            int endRow = Math.min(tileRows.end(), shard.firstRow() + shard.rows());
            if (firstRow < endRow) {
                var results = TileResults.require(objects.work(), manifest, shard);
                for (int row = firstRow; row < endRow; row++) {
                    try (var _ = progress.begin(Activity.UNPACK, row)) {
                        results.forEach(objects.work(), manifest, row, enlargedRect, blocks, rows::add);
                    }
                }
            }
        }
        return rows.pixels();
    }

    private static StripRows rows(Manifest manifest, Rect outputRect) {
        if (manifest.grid().overlap() > 0) {
            return new FeatheredRows(outputRect, manifest.scale(), manifest.pixels());
        }
        var size = new Size(outputRect.width(), outputRect.height());
        return new StripRows.Pasted(outputRect, PixelBlock.blank(size, manifest.pixels()));
    }
}
