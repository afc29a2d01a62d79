package dev.azulejo.imaging.pyramid;

import dev.azulejo.core.geometry.Rect;
import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.job.record.Result;
import dev.azulejo.core.job.request.ResultEncoding;
import dev.azulejo.core.pixels.ImageFormat;
import dev.azulejo.core.pixels.PixelBlock;
import dev.azulejo.core.pixels.PixelFormat;
import dev.azulejo.core.port.BlockCodec;
import dev.azulejo.core.port.StripEncoder;
import dev.azulejo.core.pyramid.Halving;
import dev.azulejo.core.pyramid.LevelRows;
import dev.azulejo.core.pyramid.Levels;
import dev.azulejo.core.pyramid.StoredZip;
import dev.azulejo.core.pyramid.StripSide;
import dev.azulejo.core.pyramid.TileEntries;
import dev.azulejo.core.pyramid.TileNames;
import dev.azulejo.imaging.encode.ResultMetadata;
import dev.azulejo.imaging.encode.StripShape;
import dev.azulejo.imaging.libvips.IccTransform;
import dev.azulejo.imaging.libvips.Libvips;
import dev.azulejo.imaging.pixels.ZstdBlockCodec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Encodes pyramids in strips: each has the tiles of its rows at full size, and leaves its rows at half the
/// sides for the levels above, which are made of all strips together. All tiles are entries of a stored
/// zip, one after another, so that strips and levels joined are the file of SZI; pyramids of many files are
/// taken apart again when they are delivered.
///
/// Levels above are made from the pixels before they are encoded, never from tiles.
public final class PyramidEncoder implements StripEncoder {
    private static final int PIECE_BYTES = 16 << 20;

    private final Libvips libvips;
    private final TileEncoder tiles;
    private final IccTransform transform;
    private final BlockCodec codec = new ZstdBlockCodec();

    public PyramidEncoder(Libvips libvips) {
        this.libvips = libvips;
        tiles = new TileEncoder(libvips);
        transform = new IccTransform(libvips);
    }

    @Override
    public int rowMultiple(PixelFormat pixels, ResultEncoding output) {
        return Levels.TILE_SIDE;
    }

    @Override
    public String fingerprint(ResultEncoding output) {
        return "tiles by " + libvips.fingerprint();
    }

    @Override
    public EncodedStrip encode(Result result, int strip, PixelBlock rows) {
        StripShape.require(result, strip, rows);
        int top = StripShape.requireMultiple(result, strip, Levels.TILE_SIDE);
        var job = Pyramid.of(result);
        var pixels = job.look.apply(rows, transform);
        var entries = new TileEntries();
        if (strip == 0) {
            entries.add(job.names.metadata(), ResultMetadata.of(result).xmp());
        }
        var rowsRect = new Rect(0, top, pixels.width(), pixels.height());
        for (int y = top; y < rowsRect.bottom(); y += Levels.TILE_SIDE) {
            addTiles(job, new TileRow(0, y / Levels.TILE_SIDE, pixels, rowsRect), entries);
        }
        byte[] halved = job.levels.count() > 1 ? codec.pack(Halving.of(pixels)) : new byte[0];
        return EncodedStrip.of(entries.toByteArray(), 0, rows.samples().length)
                .withSide(new StripSide(entries.entries(), halved).toByteArray());
    }

    private record Pyramid(Levels levels, TileNames names, TileLook look) {
        static Pyramid of(Result result) {
            return new Pyramid(new Levels(result.size()), TileNames.of(result), TileLook.of(result));
        }
    }

    /// A row of tiles of a level.
    ///
    /// @param number of the row in the level
    /// @param pixels that contain these tiles
    /// @param rect the place of `pixels` in the level
    private record TileRow(int level, int number, PixelBlock pixels, Rect rect) {}

    private void addTiles(Pyramid job, TileRow row, TileEntries target) {
        for (int column = 0; column < job.levels.columns(row.level); column++) {
            var tileRect = job.levels.tile(row.level, column, row.number).relativeTo(row.rect);
            byte[] tile = tiles.encode(row.pixels.crop(tileRect), job.look);
            for (var name : job.names.tile(row.level, column, row.number)) {
                target.add(name, tile);
            }
        }
    }

    @Override
    public void addMore(Result result, StripSides sides, Consumer<EncodedStrip> target) {
        var job = Pyramid.of(result);
        var directory = new ArrayList<StoredZip.Entry>();
        var pieces = new Pieces(target);
        var rows = new LevelRows(job.levels, 1, job.look.pixels(), (level, number, row) -> {
            var rect = new Rect(0, number * Levels.TILE_SIDE, row.width(), row.height());
            addTiles(job, new TileRow(level, number, row, rect), pieces.open);
            pieces.endIfLarge();
        });
        for (int strip = 0; strip < result.strips().count(); strip++) {
            var outputRect = result.strips().outputRect(strip);
            var halved = sides.read(strip, (bytes, encodedBytes) -> {
                var side = StripSide.of(bytes, encodedBytes);
                directory.addAll(side.entries());
                return job.levels.count() == 1
                        ? Optional.<PixelBlock>empty()
                        : Optional.of(unpacked(side, outputRect, job));
            });
            halved.ifPresent(rows::add);
        }
        pieces.open.add(job.names.index(), job.names.indexText().getBytes(StandardCharsets.UTF_8));
        pieces.end();
        if (result.encoding().format() == ImageFormat.SZI) {
            directory.addAll(pieces.entries);
            target.accept(EncodedStrip.of(StoredZip.directory(directory), 0, 0));
        }
    }

    private PixelBlock unpacked(StripSide side, Rect outputRect, Pyramid job) {
        var size = new Size(Math.ceilDiv(outputRect.width(), 2), Math.ceilDiv(outputRect.height(), 2));
        return codec.unpack(side.halved(), size, job.look.pixels());
    }

    /// Cuts the part of the file behind the strips into pieces that fit into memory.
    private static final class Pieces {
        private final Consumer<EncodedStrip> target;
        private final List<StoredZip.Entry> entries = new ArrayList<>();
        private TileEntries open = new TileEntries();

        Pieces(Consumer<EncodedStrip> target) {
            this.target = target;
        }

        void endIfLarge() {
            if (open.length() >= PIECE_BYTES) {
                end();
            }
        }

        void end() {
            entries.addAll(open.entries());
            target.accept(EncodedStrip.of(open.toByteArray(), 0, 0));
            open = new TileEntries();
        }
    }

    @Override
    public byte[] trailer(Result result, List<StripFacts> facts) {
        return new byte[0];
    }
}
