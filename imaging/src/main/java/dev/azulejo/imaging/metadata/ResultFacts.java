package dev.azulejo.imaging.metadata;

import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.job.record.Result;
import dev.azulejo.core.job.request.MetadataPolicy;
import dev.azulejo.core.job.request.WantedColour;
import dev.azulejo.core.pixels.Density;
import org.jspecify.annotations.Nullable;

/// The facts that metadata must state of a result.
///
/// @param withoutPlace whether all traces of where it was taken must go
/// @param colours that it was converted to; absent if they are its source's
public record ResultFacts(
        Size size,
        @Nullable Density density,
        boolean withoutPlace,
        @Nullable WantedColour colours) {
    private static final int SRGB = 1;
    private static final int UNCALIBRATED = 0xffff;

    public static ResultFacts of(Result result) {
        return new ResultFacts(
                result.size(),
                result.density(),
                result.encoding().metadata() == MetadataPolicy.STRIP_GPS,
                result.encoding().colour());
    }

    /// EXIF's number of the colours; 0 if the source's still holds. Colours other than sRGB are described
    /// by the profile.
    public int colourSpace() {
        if (colours == null) {
            return 0;
        }
        return colours.profile() == null && colours.name().equals(WantedColour.SRGB) ? SRGB : UNCALIBRATED;
    }
}
