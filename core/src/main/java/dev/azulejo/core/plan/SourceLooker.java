package dev.azulejo.core.plan;

import dev.azulejo.core.look.Picture;
import dev.azulejo.core.look.PictureLook;
import dev.azulejo.core.look.face.FaceDetector;
import dev.azulejo.core.look.face.FaceLook;
import dev.azulejo.core.pixels.LookedRows;
import dev.azulejo.core.port.Activity;
import dev.azulejo.core.port.ImageDecoder;
import dev.azulejo.core.port.Progress;
import dev.azulejo.core.port.UnreadableImage;
import java.util.OptionalInt;

/// Measures an image in one pass over its rows. Keeps a band of rows, whatever the height.
///
/// @param faces finds faces if the recipe asks for that
public record SourceLooker(Progress progress, FaceDetector faces) implements Looker {
    private interface Look {
        void accept(byte[] rows, int count);
    }

    @Override
    public Picture look(ImageDecoder.Rows rows, OptionalInt quality) throws UnreadableImage {
        var look = new PictureLook(rows.image().stored(), rows.image().pixels());
        look(rows, look::accept);
        return look.picture(quality);
    }

    @Override
    public Picture lookForFaces(ImageDecoder.Rows rows) throws UnreadableImage {
        var image = rows.image();
        var look = new FaceLook(image.stored(), image.pixels(), image.orientation(), faces);
        look(rows, look::accept);
        return look.picture();
    }

    private void look(ImageDecoder.Rows rows, Look look) throws UnreadableImage {
        var stored = rows.image().stored();
        var format = rows.image().pixels();
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
    }
}
