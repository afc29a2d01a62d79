package dev.azulejo.core.pyramid;

import dev.azulejo.core.geometry.Rect;
import dev.azulejo.core.job.record.Result;
import dev.azulejo.core.pixels.ImageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The names of a pyramid's files, beside each other in one folder, and the content of its index.
///
/// - Deep Zoom: `{name}.dzi` and `{name}_files/{level}/{column}_{row}.jpg`, where level 0 is one pixel
/// - the same as one file (SZI): a folder `{name}/` with these
/// - IIIF Image API 3.0, level 0: `info.json` and `{x,y,w,h}/{w,h}/0/default.jpg`
public sealed interface TileNames {
    int OPAQUE = 255;

    /// The names of a tile: several if clients ask for one picture in two ways.
    List<String> tile(int level, int column, int row);

    /// The name of the index, which says what the pyramid is. It comes last.
    String index();

    String indexText();

    /// The name of the file that says where the image comes from. It comes first.
    String metadata();

    /// @throws IllegalArgumentException when the result is no pyramid
    static TileNames of(Result result) {
        var levels = new Levels(result.size());
        var tileFormat = tileFormat(result);
        var place = PyramidPlace.of(result.encoding().format(), result.destination());
        return switch (result.encoding().format()) {
            case DZI -> new DeepZoom("", place.name(), levels, tileFormat);
            case SZI -> new DeepZoom(place.name() + "/", place.name(), levels, tileFormat);
            case IIIF -> new Iiif(levels, tileFormat, place.address());
            default -> throw new IllegalArgumentException(result.encoding().format() + " is no pyramid");
        };
    }

    /// The format of tiles: JPEG, unless something is transparent.
    static ImageFormat tileFormat(Result result) {
        var layout = result.layout();
        boolean isOpaque =
                result.opaque() && (layout.fillsCanvas() || layout.background().alpha() == OPAQUE);
        return result.pixels().hasAlpha() && !isOpaque ? ImageFormat.PNG : ImageFormat.JPEG;
    }

    /// @param folder before all names, with a `/`, or empty
    record DeepZoom(String folder, String name, Levels levels, ImageFormat tileFormat) implements TileNames {
        @Override
        public List<String> tile(int level, int column, int row) {
            int fromOnePixel = levels.count() - 1 - level;
            return List.of("%s%d/%d_%d.%s".formatted(files(), fromOnePixel, column, row, tileFormat.extension()));
        }

        private String files() {
            return folder + name + "_files/";
        }

        @Override
        public String index() {
            return folder + name + ".dzi";
        }

        @Override
        public String indexText() {
            return """
                    <?xml version="1.0" encoding="UTF-8"?>
                    <Image xmlns="http://schemas.microsoft.com/deepzoom/2008" Format="%s" Overlap="0" TileSize="%d">
                      <Size Width="%d" Height="%d"/>
                    </Image>
                    """.formatted(
                            tileFormat.extension(),
                            Levels.TILE_SIDE,
                            levels.image().width(),
                            levels.image().height());
        }

        @Override
        public String metadata() {
            return files() + "metadata.xmp";
        }
    }

    /// @param id address of the image, without `/info.json`
    record Iiif(Levels levels, ImageFormat tileFormat, String id) implements TileNames {
        @Override
        public List<String> tile(int level, int column, int row) {
            var tile = levels.tile(level, column, row);
            var names = new ArrayList<String>();
            if (levels.isOneTile(level)) {
                names.add(name("full", tile));
            }
            // what the tile shows, in pixels of the image
            int right =
                    (int) Math.min((long) tile.right() << level, levels.image().width());
            int bottom =
                    (int) Math.min((long) tile.bottom() << level, levels.image().height());
            var region = Rect.between(tile.left() << level, tile.top() << level, right, bottom);
            names.add(
                    name("%d,%d,%d,%d".formatted(region.left(), region.top(), region.width(), region.height()), tile));
            return List.copyOf(names);
        }

        private String name(String region, Rect tile) {
            return "%s/%d,%d/0/default.%s".formatted(region, tile.width(), tile.height(), tileFormat.extension());
        }

        @Override
        public String index() {
            return "info.json";
        }

        @Override
        public String indexText() {
            var factors = IntStream.range(0, levels.count())
                    .mapToObj(level -> String.valueOf(1L << level))
                    .collect(Collectors.joining(", "));
            var sizes = IntStream.iterate(levels.count() - 1, level -> level >= 0, level -> level - 1)
                    .filter(levels::isOneTile)
                    .mapToObj(levels::size)
                    .map(size -> "{\"width\": %d, \"height\": %d}".formatted(size.width(), size.height()))
                    .collect(Collectors.joining(", "));
            return """
                    {
                      "@context": "http://iiif.io/api/image/3/context.json",
                      "id": "%s",
                      "type": "ImageService3",
                      "protocol": "http://iiif.io/api/image",
                      "profile": "level0",
                      "width": %d,
                      "height": %d,
                      "sizes": [%s],
                      "tiles": [{"width": %d, "height": %d, "scaleFactors": [%s]}]%s
                    }
                    """.formatted(
                            id,
                            levels.image().width(),
                            levels.image().height(),
                            sizes,
                            Levels.TILE_SIDE,
                            Levels.TILE_SIDE,
                            factors,
                            formats());
        }

        /// The fields that name the format, unless it is JPEG, which clients ask for by default.
        private String formats() {
            var extension = tileFormat.extension();
            return tileFormat == ImageFormat.JPEG
                    ? ""
                    : ",\n  \"extraFormats\": [\"%s\"],\n  \"preferredFormats\": [\"%s\"]"
                            .formatted(extension, extension);
        }

        @Override
        public String metadata() {
            return "metadata.xmp";
        }
    }
}
