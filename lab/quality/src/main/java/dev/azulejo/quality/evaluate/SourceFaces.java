package dev.azulejo.quality.evaluate;

import dev.azulejo.core.look.face.Face;
import dev.azulejo.core.look.face.FaceDetector;
import dev.azulejo.core.look.face.FaceSearch;
import dev.azulejo.core.pixels.PixelBlock;
import dev.azulejo.core.port.UnreadableImage;
import dev.azulejo.quality.metric.FaceShift;
import dev.azulejo.quality.metric.score.Scores;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// The faces of an image that contenders enlarge, as cubic interpolation shows them and as the original has
/// them; looked for once, on demand. For one thread.
final class SourceFaces {
    private final Pixels enlarged;
    private final Pixels original;
    private Optional<Found> found = Optional.empty();

    /// Reads an image of the size of all results.
    interface Pixels {
        PixelBlock read() throws UnreadableImage, IOException;
    }

    private record Found(List<Face> enlarged, List<Face> original) {}

    SourceFaces(Pixels enlarged, Pixels original) {
        this.enlarged = enlarged;
        this.original = original;
    }

    Scores compared(PixelBlock result, FaceDetector detector) throws UnreadableImage, IOException {
        if (found.isEmpty()) {
            found = Optional.of(
                    new Found(FaceSearch.in(enlarged.read(), detector), FaceSearch.in(original.read(), detector)));
        }
        var faces = found.get();
        return FaceShift.of(faces.enlarged, faces.original, FaceSearch.in(result, detector));
    }
}
