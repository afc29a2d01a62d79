package dev.azulejo.core.resize;

import dev.azulejo.core.geometry.Rect;
import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.geometry.Wrap;
import dev.azulejo.core.pixels.PixelBlock;
import dev.azulejo.core.pixels.PixelFormat;
import org.jspecify.annotations.Nullable;

/// Makes some rows of a resized image from the rows of the source that count for them, which come from top
/// to bottom in pieces of any height. Holds only the few rows of the result for which the source's next row
/// counts. Which rows are made together never changes a sample. For one thread.
public final class RowResampler {
    private final Size from;
    private final Lanczos down;
    private final HorizontalResampler across;
    private final LightRow light;
    private final PixelBlock result;
    private final int firstRow;
    private final float[][] source;
    private final float[][] resized;
    private final OpenRows open;
    private int nextSourceRow;
    private int nextRow;

    /// @param from size of the source
    /// @param to size of the whole result
    /// @param firstRow of the rows that are made
    /// @param rowCount how many
    public RowResampler(Size from, Size to, PixelFormat format, int firstRow, int rowCount) {
        this(from, to, null, format, firstRow, rowCount);
    }

    /// @param wrap along which axes the image goes on at its opposite edge; absent where it ends
    public RowResampler(Size from, Size to, @Nullable Wrap wrap, PixelFormat format, int firstRow, int rowCount) {
        this.from = from;
        this.down = new Lanczos(from.height(), to.height(), wrap != null && wrap.down());
        this.across = new HorizontalResampler(from.width(), to.width(), wrap != null && wrap.across());
        this.light = new LightRow(format);
        this.result = PixelBlock.blank(new Size(to.width(), rowCount), format);
        this.firstRow = firstRow;
        this.source = new float[format.bands()][from.width()];
        this.resized = new float[format.bands()][to.width()];
        this.open = new OpenRows(down, format.bands(), to.width(), firstRow);
        this.nextSourceRow = sourceRect().top();
    }

    /// The rows of the source that count, as a rect of it; the rect may reach beyond the source if it
    /// continues at its opposite edge.
    public Rect sourceRect() {
        return Rect.between(0, down.first(firstRow), from.width(), down.end(firstRow + result.height() - 1));
    }

    /// Takes the next rows of [#sourceRect].
    public void accept(PixelBlock rows) {
        if (rows.width() != from.width()
                || nextSourceRow + rows.height() > sourceRect().bottom()) {
            throw new IllegalArgumentException("%dx%d rows from row %d on are not all of %s"
                    .formatted(rows.width(), rows.height(), nextSourceRow, sourceRect()));
        }
        for (int y = 0; y < rows.height(); y++, nextSourceRow++) {
            light.read(rows, y, source);
            across.resample(source, resized);
            take();
        }
    }

    /// Adds a row to all rows of the result that it counts for, and writes those that it completes.
    private void take() {
        int endRow = firstRow + result.height();
        for (int row = firstRow + nextRow; row < endRow && down.first(row) <= nextSourceRow; row++) {
            open.add(row, nextSourceRow, resized);
        }
        while (nextRow < result.height() && down.end(firstRow + nextRow) <= nextSourceRow + 1) {
            light.write(open.finished(firstRow + nextRow), result, nextRow);
            nextRow++;
        }
    }

    /// The rows, once all of the source's have come.
    ///
    /// @throws IllegalStateException when some have not
    public PixelBlock result() {
        if (nextRow < result.height()) {
            throw new IllegalStateException("row %d of %d is not there yet".formatted(nextRow, result.height()));
        }
        return result;
    }
}
