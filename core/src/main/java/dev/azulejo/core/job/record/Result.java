package dev.azulejo.core.job.record;

import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.job.key.JobId;
import dev.azulejo.core.job.key.JobKeys;
import dev.azulejo.core.job.record.Stitched.StripPart;
import dev.azulejo.core.job.request.ResultEncoding;
import dev.azulejo.core.pixels.Density;
import dev.azulejo.core.pixels.ImageMetadata;
import dev.azulejo.core.pixels.PixelFormat;
import dev.azulejo.core.resize.ResultLayout;
import dev.azulejo.core.tiling.StripLayout;
import dev.azulejo.storage.StorageUri;
import org.jspecify.annotations.Nullable;

/// One result of a job, with all that is needed to make it: the image in one size and one encoding.
///
/// @param number of the result, from 0 on
/// @param planned what is its own; all else is the job's
public record Result(Manifest manifest, int number, PlannedResult planned) {

    public JobId job() {
        return manifest.job();
    }

    public PixelFormat pixels() {
        return manifest.pixels();
    }

    /// Whether every alpha sample of the source is the largest one.
    public boolean opaque() {
        return manifest.opaque();
    }

    /// The metadata of the source, as far as any result of the job keeps them.
    public ImageMetadata metadata() {
        return manifest.plan().metadata();
    }

    public ResultEncoding encoding() {
        return planned.encoding();
    }

    public ResultLayout layout() {
        return planned.layout();
    }

    public Size size() {
        return planned.size();
    }

    public StripLayout strips() {
        return planned.strips();
    }

    public String deflater() {
        return planned.deflater();
    }

    public @Nullable Density density() {
        return planned.density();
    }

    public StorageUri destination() {
        return planned.destination();
    }

    /// The key of strip number `strip` as `maker` makes it; behind the last lie the results of all strips
    /// together and the file's trailer.
    public String stripKey(int strip, String maker) {
        return JobKeys.strip(job(), number, strip, maker);
    }

    public String stripKey(StripPart part) {
        return stripKey(part.strip(), part.maker());
    }

    public Result inQuality(int quality) {
        var encoding = encoding().withQuality(quality);
        return new Result(
                manifest,
                number,
                new PlannedResult(encoding, layout(), strips(), deflater(), density(), destination(), planned.copy()));
    }
}
