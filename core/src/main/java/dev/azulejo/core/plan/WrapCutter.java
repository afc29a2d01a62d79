package dev.azulejo.core.plan;

import dev.azulejo.core.geometry.Orientation;
import dev.azulejo.core.geometry.Rect;
import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.pixels.PixelBlock;
import dev.azulejo.core.pixels.PixelFormat;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;

/// Cuts upright blocks out of a stream of stored rows, also blocks beyond the image, which continues at its
/// opposite edge as often as needed. Such a block is put together from pieces of the image. Pieces of
/// blocks that need both ends of the stream are held to its end: of shards those are the first row of them,
/// and of the last row the halo. For one thread.
///
/// @param <T> what the blocks are for, such as shards
public final class WrapCutter<T> {
    private final PixelFormat format;
    private final BiConsumer<T, PixelBlock> finished;
    private final RectCutter<Piece<T>> pieces;

    /// @param uprightRect which pixels a part needs, as a rect of the upright image that may reach beyond
    ///     it
    /// @param finished gets each part's block as soon as its last row has come
    public WrapCutter(
            Size stored,
            PixelFormat format,
            Orientation orientation,
            Collection<T> parts,
            Function<T, Rect> uprightRect,
            BiConsumer<T, PixelBlock> finished) {
        this.format = format;
        this.finished = finished;
        var upright = orientation.upright(stored);
        this.pieces = new RectCutter<>(
                stored,
                format,
                orientation,
                parts.stream()
                        .flatMap(part -> pieces(part, uprightRect.apply(part), upright).stream())
                        .toList(),
                Piece::imageRect,
                this::take);
    }

    /// Takes the next `count` stored rows, which start at `rows[0]`.
    public void accept(byte[] rows, int count) {
        pieces.accept(rows, count);
    }

    /// @param imageRect where it lies in the image
    /// @param place where it lies in the block
    private record Piece<T>(Whole<T> whole, Rect imageRect, Rect place) {}

    private static final class Whole<T> {
        private final T part;
        private final Size size;
        private final List<PixelBlock> blocks = new ArrayList<>();
        private final List<Rect> places = new ArrayList<>();
        private int count;

        Whole(T part, Size size) {
            this.part = part;
            this.size = size;
        }
    }

    private static <T> List<Piece<T>> pieces(T part, Rect rect, Size image) {
        var whole = new Whole<>(part, rect.size());
        var pieces = new ArrayList<Piece<T>>();
        for (var down : runs(rect.top(), rect.bottom(), image.height())) {
            for (var across : runs(rect.left(), rect.right(), image.width())) {
                pieces.add(new Piece<>(
                        whole,
                        new Rect(across.inImage, down.inImage, across.length, down.length),
                        new Rect(across.start, down.start, across.length, down.length)));
            }
        }
        whole.count = pieces.size();
        return pieces;
    }

    /// @param inImage where it starts in the image
    /// @param start where it starts in the block
    private record Run(int inImage, int start, int length) {}

    /// Maps the positions from `from` to `to` into an image of `length` that repeats.
    private static List<Run> runs(int from, int to, int length) {
        var runs = new ArrayList<Run>();
        for (int at = from; at < to; at += runs.getLast().length) {
            int inImage = Math.floorMod(at, length);
            runs.add(new Run(inImage, at - from, Math.min(length - inImage, to - at)));
        }
        return runs;
    }

    private void take(Piece<T> piece, PixelBlock block) {
        var whole = piece.whole;
        whole.blocks.add(block);
        whole.places.add(piece.place);
        if (whole.blocks.size() == whole.count) {
            finished.accept(whole.part, joined(whole));
        }
    }

    private PixelBlock joined(Whole<T> whole) {
        if (whole.blocks.size() == 1) {
            return whole.blocks.getFirst();
        }
        var joined = PixelBlock.blank(whole.size, format);
        for (int i = 0; i < whole.blocks.size(); i++) {
            joined.paste(whole.blocks.get(i), whole.places.get(i));
        }
        return joined;
    }
}
