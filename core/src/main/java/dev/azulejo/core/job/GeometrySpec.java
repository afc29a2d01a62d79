package dev.azulejo.core.job;

/// What a request may say about how the work is cut; 0 leaves it to the plan.
///
/// @param tileSide longest side of a padded tile, in input pixels
/// @param shardTiles most tiles of a shard
/// @param stripRows rows of a strip, before rounding to what the format needs
public record GeometrySpec(int tileSide, int shardTiles, int stripRows) {
    public static final GeometrySpec AUTOMATIC = new GeometrySpec(0, 0, 0);

    public GeometrySpec {
        if (tileSide < 0 || shardTiles < 0 || stripRows < 0) {
            throw new IllegalArgumentException("tile side %d, shard tiles %d, strip rows %d: none may be negative"
                    .formatted(tileSide, shardTiles, stripRows));
        }
    }

    void addTo(CanonicalText text) {
        text.add("tile", tileSide).add("shard", shardTiles).add("strip", stripRows);
    }
}
