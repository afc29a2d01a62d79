package dev.azulejo.core.plan;

import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.geometry.Wrap;
import dev.azulejo.core.model.ModelCard;
import dev.azulejo.core.model.Processor;
import dev.azulejo.core.model.ReceptiveField;
import dev.azulejo.core.pixels.PixelFormat;
import dev.azulejo.core.tiling.TileGrid;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The requirements of a chain of models on tiles and on a machine. All lengths are in input pixels of the
/// first model: what a later step needs is divided by the scales before it, rounded up.
///
/// @param cards of the models; none if the image is only resized
/// @param on the processor that runs them
record ChainNeeds(List<ModelCard> cards, Processor on) {
    /// The speed assumed for a model whose card states none.
    private static final double UNKNOWN_SPEED = 0.1;

    /// The time of a tile on which all threads work because there is no room for two, relative to one with
    /// a thread of its own.
    private static final double ALONE = 1.2;

    /// The most working memory of a tile, even where a larger one would be faster; less for large images,
    /// as the process then holds more beside it.
    private static final long MOST_TILE_BYTES = 640_000_000;

    /// The most working memory of a tile in a GPU: six of them, as a worker of four processors has at once,
    /// leave some of 24 GB for weights, for what convolutions need besides, and for gaps.
    private static final long MOST_TILE_BYTES_ON_GPU = 2_500_000_000L;

    /// The bytes of a pixel of most sources. A source's own depth must not change its tiles.
    private static final long BYTES_PER_PIXEL = 3;

    /// The bytes of a pixel before and after each step: three bands of floats.
    private static final int FLOATS = 3 * Float.BYTES;

    /// How often the image's pixels may go through a model when tiles are so small that most of them is
    /// halo.
    private static final int MOST_REPETITION = 8;

    /// The pixels that may go through a model however small the image is: a second or two.
    private static final long FREE_PIXELS = 2_000_000;

    /// The side of tiles that no model sees: few enough bytes, in not too many pieces.
    private static final int PLAIN_SIDE = 256;

    private static final Size PLAIN = new Size(PLAIN_SIDE, PLAIN_SIDE);

    private static final long PLAIN_SHARD_BYTES = 16L << 20;

    ChainNeeds(List<ModelCard> cards) {
        this(cards, Processor.CPU);
    }

    ChainNeeds {
        cards = List.copyOf(cards);
    }

    int scale() {
        return scaleBefore(cards.size());
    }

    /// How far the chain looks.
    int halo() {
        return steps().map(step -> Math.ceilDiv(cards.get(step).haloPx(), scaleBefore(step)))
                .sum();
    }

    /// The pixels of the source by which results of neighbouring tiles overlap: the most that any step asks for.
    int overlap() {
        return steps().map(step -> Math.ceilDiv(overlap(cards.get(step)), scaleBefore(step)))
                .max()
                .orElse(0);
    }

    /// The alignment of tiles: its multiples suit the models of all steps.
    int alignment() {
        int alignment = 1;
        for (int step = 0; step < cards.size(); step++) {
            int needed = cards.get(step).alignment();
            int own = TileGrid.unit(needed, scaleBefore(step));
            alignment = Math.multiplyExact(TileGrid.unit(alignment, own), own);
        }
        return alignment;
    }

    /// @param wantedSide longest side of a padded tile; 0 leaves it to the cards. One that would repeat too
    ///     much is lengthened
    /// @param extraHalo how much wider the halo is than the chain needs
    /// @param wrap of the image
    TileGrid grid(Size image, int wantedSide, int extraHalo, @Nullable Wrap wrap) {
        if (seesWhole()) {
            int whole = Math.max(image.width(), image.height()) + alignment();
            return grid(image, whole, halo() + extraHalo, 0).wrapping(wrap);
        }
        int side = cards.isEmpty() ? PLAIN_SIDE : bestSide(image);
        var grid = wantedSide > 0
                ? wantedGrid(image, wantedSide, side, halo() + extraHalo)
                : grid(image, side, halo() + extraHalo, overlap());
        return grid.wrapping(wrap);
    }

    TileGrid grid(Size image, int wantedSide, int extraHalo) {
        return grid(image, wantedSide, extraHalo, null);
    }

    /// Whether a model of the chain must see the whole image in one tile.
    boolean seesWhole() {
        return cards.stream().anyMatch(card -> card.receptiveField() instanceof ReceptiveField.Whole);
    }

    /// Finds a model that must see the whole image but takes only smaller ones.
    Optional<TooSmall> tooSmall(Size image) {
        return steps().boxed()
                .flatMap(step -> cards.get(step).receptiveField() instanceof ReceptiveField.Whole whole
                        ? Stream.of(new TooSmall(cards.get(step).id(), whole.sidePx() / scaleBefore(step)))
                        : Stream.empty())
                .filter(model -> model.mostPx < Math.max(image.width(), image.height()))
                .findFirst();
    }

    /// A model that takes smaller images only.
    ///
    /// @param mostPx the longest side of one, in pixels
    record TooSmall(String model, int mostPx) {}

    private TileGrid wantedGrid(Size image, int wantedSide, int bestSide, int halo) {
        long most = Math.max(FREE_PIXELS, MOST_REPETITION * image.pixels());
        var grid = grid(image, wantedSide, halo, overlap());
        while (grid.bestSide() < bestSide && grid.pixelsInferred() > most) {
            grid = grid(image, grid.bestSide() + alignment(), halo, overlap());
        }
        return grid;
    }

    /// The mean seconds for a tile of the grid: each card states how fast its model fills what tiles of its
    /// best side keep, and a step costs by all the pixels that it puts out.
    double secondsPerTile(TileGrid grid) {
        double seconds = 0;
        double gone = 0; // along each inner side: halos of earlier steps, which later ones do not see
        for (int step = 0; step < cards.size(); step++) {
            var card = cards.get(step);
            double seen = (grid.padded().width() - gone * innerSides(grid.columns(), grid.wrapsAcross()))
                    * (grid.padded().height() - gone * innerSides(grid.rows(), grid.wrapsDown()));
            double outputPixels = seen * square(scaleBefore(step)) * square(card.scale());
            gone += Math.ceilDiv(card.haloPx(), scaleBefore(step));
            double side = card.bestSide(on);
            double kept = square((side - 2.0 * margin(card)) / side);
            double speed = card.speed(on).orElse(UNKNOWN_SPEED);
            seconds += outputPixels * kept / (1e6 * speed);
        }
        return seconds;
    }

    /// The mean number of two opposite sides of a tile that lie within the image.
    private static double innerSides(int tiles, boolean wraps) {
        return wraps ? 2 : 2 - 2.0 / tiles;
    }

    /// The number of tiles in a shard that takes `seconds`; without a model, in one whose bytes can be held
    /// several times.
    double wantedTiles(TileGrid grid, PixelFormat pixels, double seconds) {
        return cards.isEmpty()
                ? (double) PLAIN_SHARD_BYTES / (grid.padded().pixels() * pixels.bytesPerPixel())
                : seconds / secondsPerTile(grid);
    }

    /// The working memory of a tile: that of the step that takes most, as steps use the same memory in
    /// turn, and the floats between all of them.
    long bytesPerTile(Size padded) {
        return bytesPerTile(padded, _ -> false);
    }

    /// The working memory of a tile if some steps run on another engine than the usual one: each of those
    /// keeps memory of its own, beside what the others share.
    ///
    /// @param isElsewhere by step
    long bytesPerTile(Size padded, IntPredicate isElsewhere) {
        long shared = steps().filter(isElsewhere.negate())
                .mapToLong(step -> bytes(step, padded))
                .max()
                .orElse(0);
        long own = steps().filter(isElsewhere)
                .mapToLong(step -> bytes(step, padded))
                .sum();
        long between = IntStream.rangeClosed(0, cards.size())
                .mapToLong(step -> FLOATS * padded.pixels() * square(scaleBefore(step)))
                .sum();
        return cards.isEmpty() ? 0 : shared + own + between;
    }

    /// The side of tiles that costs least for this image. Each card states the side that suits its model
    /// alone; its interior is kept, with the halo of the whole chain around it, and none may be larger than
    /// memory allows. A larger side costs less because it has a smaller share of halo; the cost of
    /// outgrowing caches is left out, as a card's best side has weighed that.
    private int bestSide(Size image) {
        long beside = MemoryNeed.roomForTile(BYTES_PER_PIXEL * image.pixels());
        long room = on == Processor.GPU ? MOST_TILE_BYTES_ON_GPU : Math.min(MOST_TILE_BYTES, beside);
        int most = (int) Math.sqrt((double) room * PLAIN_SIDE * PLAIN_SIDE / bytesPerTile(PLAIN));
        return steps().map(step -> Math.min(most, sideFor(step)))
                .sorted()
                .distinct()
                .boxed()
                .min(Comparator.comparingDouble(side -> cost(grid(image, side, halo(), overlap()), beside)))
                .orElseThrow();
    }

    private double cost(TileGrid grid, long room) {
        boolean canBeTwo = on == Processor.GPU || MemoryNeed.ofTiles(2, bytesPerTile(grid.padded())) <= room;
        return seconds(grid) * (canBeTwo ? 1 : ALONE);
    }

    private int sideFor(int step) {
        var card = cards.get(step);
        int interior = (card.bestSide(on) - 2 * margin(card)) / scaleBefore(step);
        return interior + 2 * (halo() + overlap());
    }

    private long bytes(int step, Size padded) {
        return cards.get(step).bytesPerInputPixel() * padded.pixels() * square(scaleBefore(step));
    }

    private double seconds(TileGrid grid) {
        return secondsPerTile(grid) * grid.count();
    }

    private TileGrid grid(Size image, int side, int halo, int overlap) {
        int alignment = alignment();
        return new TileGrid(
                image, Math.max(side, TileGrid.leastSide(halo, alignment, overlap)), halo, alignment, overlap);
    }

    private IntStream steps() {
        return IntStream.range(0, cards.size());
    }

    private int scaleBefore(int step) {
        return cards.subList(0, step).stream().mapToInt(ModelCard::scale).reduce(1, Math::multiplyExact);
    }

    private static int margin(ModelCard card) {
        return card.haloPx() + overlap(card);
    }

    private static int overlap(ModelCard card) {
        return card.receptiveField() instanceof ReceptiveField.Measured measured ? measured.overlapPx() : 0;
    }

    private static double square(double side) {
        return side * side;
    }

    private static int square(int side) {
        return Math.multiplyExact(side, side);
    }
}
