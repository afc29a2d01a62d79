package dev.azulejo.imaging.pyramid;

import dev.azulejo.core.geometry.Rect;
import dev.azulejo.core.pixels.PixelBlock;
import dev.azulejo.core.plan.RectCutter;
import dev.azulejo.core.port.ImageDecoder;
import dev.azulejo.core.port.Previewer;
import dev.azulejo.core.port.UnreadableImage;
import dev.azulejo.core.pyramid.Halving;
import dev.azulejo.core.pyramid.Levels;
import dev.azulejo.core.pyramid.StoredZip;
import dev.azulejo.core.pyramid.TileEntries;
import dev.azulejo.core.pyramid.TileNames;
import dev.azulejo.imaging.libvips.IccTransform;
import dev.azulejo.imaging.libvips.Libvips;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Makes a pyramid of a finished file in one pass over its rows. ([PyramidEncoder] makes those of results,
/// strip by strip.) A tile is made as soon as its last row has arrived, and its half goes into the tile
/// above, so the stored rows may lie in any direction of the upright image.
public final class PreviewEncoder implements Previewer {
    private static final int ROWS_AT_ONCE = 64;

    /// The quality of previews, in which users look at single pixels.
    private static final int QUALITY = 95;

    private static final int HALF = Levels.TILE_SIDE / 2;

    private final ImageDecoder decoder;
    private final TileEncoder tiles;
    private final IccTransform transform;

    public PreviewEncoder(Libvips libvips, ImageDecoder decoder) {
        this.decoder = decoder;
        tiles = new TileEncoder(libvips);
        transform = new IccTransform(libvips);
    }

    private record Place(int level, int column, int row) {
        Place above() {
            return new Place(level + 1, column / 2, row / 2);
        }
    }

    @Override
    public void write(InputStream source, int page, OutputStream target) throws UnreadableImage, IOException {
        try (var rows = decoder.decode(source, page)) {
            var image = rows.image();
            var levels = new Levels(image.orientation().upright(image.stored()));
            var look = TileLook.of(image.pixels(), image.metadata().profile(), QUALITY);
            var out = new Pyramid(levels, look, target);
            var cutter = new RectCutter<>(
                    image.stored(),
                    image.pixels(),
                    image.orientation(),
                    places(levels),
                    place -> levels.tile(0, place.column, place.row),
                    (place, pixels) -> out.add(place, look.apply(pixels, transform)));
            read(rows, cutter, out);
            out.end();
        }
    }

    private static void read(ImageDecoder.Rows rows, RectCutter<Place> cutter, Pyramid out)
            throws UnreadableImage, IOException {
        var stored = rows.image().stored();
        int stride = Math.multiplyExact(stored.width(), rows.image().pixels().bytesPerPixel());
        var read = new byte[Math.multiplyExact(stride, ROWS_AT_ONCE)];
        for (int top = 0; top < stored.height(); top += ROWS_AT_ONCE) {
            int count = Math.min(ROWS_AT_ONCE, stored.height() - top);
            rows.next(count, read, 0);
            cutter.accept(read, count);
            out.flush();
        }
    }

    private static List<Place> places(Levels levels) {
        var places = new ArrayList<Place>();
        for (int row = 0; row < levels.rows(0); row++) {
            for (int column = 0; column < levels.columns(0); column++) {
                places.add(new Place(0, column, row));
            }
        }
        return places;
    }

    /// The file written so far, and the incomplete tiles of upper levels.
    private final class Pyramid {
        private final Levels levels;
        private final TileLook look;
        private final TileNames names;
        private final OutputStream target;
        private final List<StoredZip.Entry> directory = new ArrayList<>();
        private final Map<Place, Part> parts = new HashMap<>();
        private TileEntries open = new TileEntries();

        Pyramid(Levels levels, TileLook look, OutputStream target) {
            this.levels = levels;
            this.look = look;
            this.target = target;
            names = new TileNames.DeepZoom("preview/", "preview", levels, look.format());
        }

        /// @param left number of missing quarters
        private record Part(PixelBlock pixels, int left) {}

        void add(Place place, PixelBlock pixels) {
            byte[] tile = tiles.encode(pixels, look);
            names.tile(place.level, place.column, place.row).forEach(name -> open.add(name, tile));
            if (place.level + 1 < levels.count()) {
                addAbove(place, Halving.of(pixels));
            }
        }

        private void addAbove(Place place, PixelBlock half) {
            var above = place.above();
            var rect = levels.tile(above.level, above.column, above.row);
            var part = parts.get(above);
            if (part == null) {
                part = new Part(PixelBlock.blank(rect.size(), look.pixels()), quarters(place.level, above));
            }
            part.pixels.paste(
                    half, new Rect(place.column % 2 * HALF, place.row % 2 * HALF, half.width(), half.height()));
            if (part.left > 1) {
                parts.put(above, new Part(part.pixels, part.left - 1));
            } else {
                parts.remove(above);
                add(above, part.pixels);
            }
        }

        /// The number of tiles of `level` from which the one above is made: fewer than four at the right
        /// and at the bottom.
        private int quarters(int level, Place above) {
            int columns = Math.min(2, levels.columns(level) - 2 * above.column);
            int rows = Math.min(2, levels.rows(level) - 2 * above.row);
            return columns * rows;
        }

        void flush() throws IOException {
            target.write(open.toByteArray());
            directory.addAll(open.entries());
            open = new TileEntries();
        }

        void end() throws IOException {
            open.add(names.index(), names.indexText().getBytes(StandardCharsets.UTF_8));
            flush();
            target.write(StoredZip.directory(directory));
        }
    }
}
