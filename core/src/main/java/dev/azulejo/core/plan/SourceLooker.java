package dev.azulejo.core.plan;

import dev.azulejo.core.look.LookedRows;
import dev.azulejo.core.look.Picture;
import dev.azulejo.core.look.PictureLook;
import dev.azulejo.core.port.Activity;
import dev.azulejo.core.port.ImageDecoder;
import dev.azulejo.core.port.Progress;
import dev.azulejo.core.port.UnreadableImage;

/// Takes the rows of an image, once, and says what they tell about it. Keeps a band of rows, whatever the height.
public record SourceLooker(Progress progress) implements Looker {
    @Override
    public Picture look(ImageDecoder.Rows rows) throws UnreadableImage {
        var stored = rows.image().stored();
        var format = rows.image().pixels();
        var look = new PictureLook(stored, format);
        var read = new byte[Math.multiplyExact(stored.width() * format.bytesPerPixel(), LookedRows.MOST_ROWS)];
        for (int top = 0; top < stored.height(); top += LookedRows.MOST_ROWS) {
            int count = Math.min(LookedRows.MOST_ROWS, stored.height() - top);
            try (var _ = progress.begin(Activity.DECODE, top)) {
                rows.next(count, read, 0);
            }
            try (var _ = progress.begin(Activity.LOOK, top)) {
                look.accept(read, count);
            }
        }
        return look.picture();
    }
}
