package dev.azulejo.cli.evaluate;

import dev.azulejo.core.look.Face;
import dev.azulejo.core.look.FaceDetector;
import dev.azulejo.core.look.FaceSearch;
import dev.azulejo.core.pixels.PixelBlock;
import dev.azulejo.core.port.UnreadableImage;
import dev.azulejo.quality.metric.FaceShift;
import dev.azulejo.quality.metric.Scores;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// The faces of an image that contenders enlarge, as cubic interpolation shows them; looked for once, and only where
/// somebody asks. For one thread.
final class SourceFaces {
    private final Enlarged enlarged;
    private Optional<List<Face>> found = Optional.empty();

    /// Enlarges the source to the size of all results.
    interface Enlarged {
        PixelBlock pixels() throws UnreadableImage, IOException;
    }

    SourceFaces(Enlarged enlarged) {
        this.enlarged = enlarged;
    }

    Scores compared(PixelBlock result, FaceDetector detector) throws UnreadableImage, IOException {
        if (found.isEmpty()) {
            found = Optional.of(FaceSearch.in(enlarged.pixels(), detector));
        }
        return FaceShift.of(found.get(), FaceSearch.in(result, detector));
    }
}
