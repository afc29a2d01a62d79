package dev.azulejo.quality.metric.rows;

import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.pixels.ImageFormat;
import dev.azulejo.core.pixels.PixelBlock;
import dev.azulejo.core.port.ImageDecoder;
import dev.azulejo.core.port.ProbedImage;

/// Reads the rows of a block in memory. For one thread.
public final class MemoryRows implements ImageDecoder.Rows {
    private final PixelBlock block;
    private int nextRow;

    public MemoryRows(PixelBlock block) {
        this.block = block;
    }

    @Override
    public ProbedImage image() {
        return ProbedImage.plain(ImageFormat.PNG, new Size(block.width(), block.height()), block.format());
    }

    @Override
    public void next(int count, byte[] target, int offset) {
        if (count > block.height() - nextRow) {
            throw new IllegalStateException("%d rows are left, not %d".formatted(block.height() - nextRow, count));
        }
        System.arraycopy(block.samples(), nextRow * block.stride(), target, offset, count * block.stride());
        nextRow += count;
    }

    @Override
    public void close() {
        // nothing is open
    }
}
