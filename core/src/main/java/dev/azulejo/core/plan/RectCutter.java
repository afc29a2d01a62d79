package dev.azulejo.core.plan;

import dev.azulejo.core.geometry.Orientation;
import dev.azulejo.core.geometry.Rect;
import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.pixels.PixelBlock;
import dev.azulejo.core.pixels.PixelFormat;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.function.BiConsumer;
import java.util.function.Function;

/// Cuts upright blocks of pixels out of a stream of stored rows. Holds only blocks that some row has
/// reached and not yet passed: of shards, one row of them, whatever the image's height. For one thread.
///
/// @param <T> what the blocks are for, such as shards
public final class RectCutter<T> {
    private final Size stored;
    private final PixelFormat format;
    private final Orientation orientation;
    private final BiConsumer<T, PixelBlock> finished;
    private final Queue<OpenRect> waiting;
    private final List<OpenRect> open = new ArrayList<>();
    private int nextRow;

    /// @param uprightRect which pixels of the upright image a part needs
    /// @param finished gets each part's block as soon as its last row has come
    public RectCutter(
            Size stored,
            PixelFormat format,
            Orientation orientation,
            Collection<T> parts,
            Function<T, Rect> uprightRect,
            BiConsumer<T, PixelBlock> finished) {
        this.stored = stored;
        this.format = format;
        this.orientation = orientation;
        this.finished = finished;
        this.waiting = new ArrayDeque<>(parts.stream()
                .map(part -> new OpenRect(part, storedRect(uprightRect.apply(part))))
                .sorted(Comparator.comparingInt(rect -> rect.storedRect.top()))
                .toList());
    }

    /// Takes the next `count` stored rows, which start at `rows[0]`.
    public void accept(byte[] rows, int count) {
        for (int i = 0; i < count; i++, nextRow++) {
            while (!waiting.isEmpty() && waiting.element().storedRect.top() <= nextRow) {
                open.add(waiting.remove().opened());
            }
            int rowStart = i * stored.width() * format.bytesPerPixel();
            for (var rect : open) {
                rect.take(rows, rowStart);
            }
            open.removeIf(rect -> rect.isFinishedAfter(nextRow));
        }
    }

    private Rect storedRect(Rect upright) {
        var size = orientation.upright(stored);
        int left = orientation.reversesX() ? size.width() - upright.right() : upright.left();
        int top = orientation.reversesY() ? size.height() - upright.bottom() : upright.top();
        return orientation.swapsAxes()
                ? new Rect(top, left, upright.height(), upright.width())
                : new Rect(left, top, upright.width(), upright.height());
    }

    private final class OpenRect {
        private final T part;
        private final Rect storedRect;
        private PixelBlock block;

        OpenRect(T part, Rect storedRect) {
            this.part = part;
            this.storedRect = storedRect;
            this.block = PixelBlock.blank(new Size(1, 1), format);
        }

        OpenRect opened() {
            block = PixelBlock.blank(orientation.upright(new Size(storedRect.width(), storedRect.height())), format);
            return this;
        }

        void take(byte[] rows, int rowStart) {
            int line = nextRow - storedRect.top();
            int from = rowStart + storedRect.left() * format.bytesPerPixel();
            if (orientation.swapsAxes()) {
                int x = orientation.reversesX() ? block.width() - 1 - line : line;
                takeAsColumn(rows, from, x);
            } else {
                int y = orientation.reversesY() ? block.height() - 1 - line : line;
                takeAsRow(rows, from, y);
            }
        }

        private void takeAsRow(byte[] rows, int from, int y) {
            int to = y * block.stride();
            if (orientation.reversesX()) {
                copyPixels(rows, from, to + block.stride() - format.bytesPerPixel(), -format.bytesPerPixel());
            } else {
                System.arraycopy(rows, from, block.samples(), to, block.stride());
            }
        }

        private void takeAsColumn(byte[] rows, int from, int x) {
            int top = x * format.bytesPerPixel();
            int bottom = top + (block.height() - 1) * block.stride();
            boolean up = orientation.reversesY();
            copyPixels(rows, from, up ? bottom : top, up ? -block.stride() : block.stride());
        }

        private void copyPixels(byte[] rows, int from, int to, int step) {
            int pixelBytes = format.bytesPerPixel();
            for (int i = 0; i < storedRect.width(); i++) {
                for (int b = 0; b < pixelBytes; b++) {
                    block.samples()[to + i * step + b] = rows[from + i * pixelBytes + b];
                }
            }
        }

        boolean isFinishedAfter(int row) {
            if (row + 1 < storedRect.bottom()) {
                return false;
            }
            finished.accept(part, block);
            return true;
        }
    }
}
