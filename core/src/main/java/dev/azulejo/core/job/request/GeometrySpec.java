package dev.azulejo.core.job.request;

import dev.azulejo.core.geometry.Wrap;
import dev.azulejo.core.job.key.CanonicalText;
import org.jspecify.annotations.Nullable;

/// How a request cuts the image; 0 leaves a value to the plan.
///
/// @param tileSide longest side of a padded tile, in input pixels
/// @param shardTiles most tiles of a shard
/// @param stripRows rows of a strip, before rounding to what the format needs
/// @param wrap along which axes the image goes on at its opposite edge, which alone of these changes the result; absent
///     where it ends at its border
public record GeometrySpec(
        int tileSide,
        int shardTiles,
        int stripRows,
        @Nullable Wrap wrap) {
    public static final GeometrySpec AUTOMATIC = new GeometrySpec(0, 0, 0);

    public GeometrySpec {
        if (tileSide < 0 || shardTiles < 0 || stripRows < 0) {
            throw new IllegalArgumentException("tile side %d, shard tiles %d, strip rows %d: none may be negative"
                    .formatted(tileSide, shardTiles, stripRows));
        }
    }

    /// Makes the geometry of an image that ends at its border.
    public GeometrySpec(int tileSide, int shardTiles, int stripRows) {
        this(tileSide, shardTiles, stripRows, null);
    }

    public GeometrySpec wrapping(Wrap newWrap) {
        return new GeometrySpec(tileSide, shardTiles, stripRows, newWrap);
    }

    void addTo(CanonicalText text) {
        text.add("tile", tileSide).add("shard", shardTiles).add("strip", stripRows);
        if (wrap != null) {
            text.add("wrap", wrap.text());
        }
    }
}
