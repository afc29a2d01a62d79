package dev.azulejo.core.job.record;

import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.job.request.ResultEncoding;
import dev.azulejo.core.pixels.Density;
import dev.azulejo.core.resize.ResultLayout;
import dev.azulejo.core.tiling.StripLayout;
import dev.azulejo.storage.StorageUri;
import org.jspecify.annotations.Nullable;

/// The plan of one result.
///
/// @param layout what becomes of the enlarged image
/// @param strips how the result is cut
/// @param deflater which deflate the strips are packed by; empty where the format has none, or one alone
/// @param density pixels per millimetre that it states, if any
/// @param destination where it goes
/// @param copy where else it is put; absent if nowhere
public record PlannedResult(
        ResultEncoding encoding,
        ResultLayout layout,
        StripLayout strips,
        String deflater,
        @Nullable Density density,
        StorageUri destination,
        @Nullable StorageUri copy) {

    public Size size() {
        return layout.canvas();
    }
}
