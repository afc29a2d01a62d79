package dev.azulejo.quality.metric.network;

import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.pixels.Planes;
import dev.azulejo.quality.metric.rows.Meter;
import dev.azulejo.quality.metric.rows.PairMeter;
import dev.azulejo.quality.metric.rows.Strip;
import dev.azulejo.quality.metric.score.Measure;
import dev.azulejo.quality.metric.score.Scores;
import java.util.List;
import java.util.function.Function;

/// Measures how far apart two images look to a network, tile by tile: the mean of the tiles, weighted by
/// area. Each side is cut into the fewest parts of at most 256 pixels, of equal length but for one pixel;
/// so an image of up to 256 × 256 is measured whole, and no tile of a larger one is a sliver. Holds the
/// rows of one row of tiles.
public final class TiledDistance implements PairMeter {
    static final int TILE_SIDE = 256;

    private static final List<Function<Strip, double[]>> PLANES = List.of(Strip::red, Strip::green, Strip::blue);
    private static final int MAX_LEVEL = 255;

    private final Size size;
    private final Measure measure;
    private final Perception.Network network;
    private final Cuts columns;
    private final Cuts rows;
    private final Band references;
    private final Band candidates;
    private int tileRow;
    private double sum;

    TiledDistance(Size size, Measure measure, Perception.Network network) {
        this.size = size;
        this.measure = measure;
        this.network = network;
        columns = new Cuts(size.width());
        rows = new Cuts(size.height());
        references = new Band(size.width(), rows.longest(), columns.longest());
        candidates = new Band(size.width(), rows.longest(), columns.longest());
    }

    /// The meter for images of this size, or one that says why they are not measured.
    public static PairMeter of(Size size, Measure measure, Perception perception) {
        return switch (perception) {
            case Perception.None(var why) -> new Unmeasured(measure, why);
            case Perception.Network network
            when Math.min(size.width(), size.height()) < network.leastSide() ->
                new Unmeasured(
                        measure,
                        "needs at least %d pixels each way, the images are %s".formatted(network.leastSide(), size));
            case Perception.Network network -> new TiledDistance(size, measure, network);
        };
    }

    /// The meter for a picture on its own.
    public static Meter alone(Size size, OwnNetwork own) {
        var pairs = of(size, own.metric(), own.network());
        return new Meter() {
            @Override
            public void accept(Strip strip) {
                pairs.accept(strip, strip);
            }

            @Override
            public void addTo(Scores.Builder scores) {
                pairs.addTo(scores);
            }
        };
    }

    private record Unmeasured(Measure measure, String why) implements PairMeter {
        @Override
        public void accept(Strip reference, Strip candidate) {
            // nothing becomes of it
        }

        @Override
        public void addTo(Scores.Builder scores) {
            scores.put(measure, Scores.Score.none(why));
        }
    }

    /// The places where a side is cut.
    private record Cuts(int length) {
        int parts() {
            return Math.ceilDiv(length, TILE_SIDE);
        }

        /// The start of a part; for the number of parts, the end of the last one.
        int at(int part) {
            return (int) ((long) length * part / parts());
        }

        int longest() {
            return Math.ceilDiv(length, parts());
        }
    }

    /// The rows of one row of tiles, in 16 bits: levels of 8 bits and of 16 are whole numbers there.
    private static final class Band {
        private static final int MAX_SAMPLE = 65_535;

        private final int width;
        private final char[][] samples;
        private final Planes buffer;

        Band(int width, int rows, int columns) {
            this.width = width;
            samples = new char[PLANES.size()][Math.multiplyExact(width, rows)];
            buffer = Planes.allocate(columns, rows, PLANES.size());
        }

        void copy(Strip strip, int from, int to, int count) {
            for (int band = 0; band < samples.length; band++) {
                var levels = PLANES.get(band).apply(strip);
                for (int i = 0; i < count * width; i++) {
                    samples[band][to * width + i] =
                            (char) Math.round(levels[from * width + i] * (MAX_SAMPLE / MAX_LEVEL));
                }
            }
        }

        /// A tile of this band, valid until the next one is asked for.
        Planes tile(int left, int columns, int rows) {
            var planes = new Planes(columns, rows, samples.length, buffer.samples());
            int at = 0;
            for (var band : samples) {
                for (int y = 0; y < rows; y++) {
                    for (int x = 0; x < columns; x++) {
                        planes.samples().put(at++, band[y * width + left + x] / (float) MAX_SAMPLE);
                    }
                }
            }
            return planes;
        }
    }

    @Override
    public void accept(Strip reference, Strip candidate) {
        for (int row = 0; row < reference.rows(); ) {
            int y = reference.firstRow() + row;
            int count = Math.min(reference.rows() - row, rows.at(tileRow + 1) - y);
            references.copy(reference, row, y - rows.at(tileRow), count);
            candidates.copy(candidate, row, y - rows.at(tileRow), count);
            row += count;
            if (y + count == rows.at(tileRow + 1)) {
                measure(rows.at(tileRow + 1) - rows.at(tileRow));
                tileRow++;
            }
        }
    }

    private void measure(int tileRows) {
        for (int part = 0; part < columns.parts(); part++) {
            int left = columns.at(part);
            int tileColumns = columns.at(part + 1) - left;
            double distance = network.distance()
                    .between(
                            references.tile(left, tileColumns, tileRows), candidates.tile(left, tileColumns, tileRows));
            sum += distance * tileColumns * tileRows;
        }
    }

    @Override
    public void addTo(Scores.Builder scores) {
        scores.put(measure, sum / size.pixels());
    }
}
