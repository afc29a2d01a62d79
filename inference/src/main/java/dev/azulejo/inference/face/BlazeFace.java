package dev.azulejo.inference.face;

import dev.azulejo.core.look.face.Face;
import dev.azulejo.core.look.face.FaceDetector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/// Finds faces with BlazeFace (Bazarevsky et al. 2019, the model for cameras at the back of telephones).
/// Each cell of two grids, of 16 and of 8 cells a side, says for several anchors in its middle how likely a
/// face is there, and how its frame lies from there.
public final class BlazeFace implements FaceDetector {
    /// The weights of `models/blazeface`, which the build puts beside this class.
    private static final String WEIGHTS = "blazeface/model.onnx";

    /// The logit of the least probability at which a face counts: three to one.
    private static final float LEAST_CERTAINTY = (float) Math.log(3);

    /// How many numbers an anchor gives for its frame: its middle and its sides, then eyes, ears, nose and
    /// mouth.
    private static final int NUMBERS = 16;

    private final FaceGraph graph;

    private BlazeFace(FaceGraph graph) {
        this.graph = graph;
    }

    private static final class Loaded {
        static final BlazeFace IT = new BlazeFace(new FaceGraph(weights()));
    }

    /// The detector with the installed weights, which are read at the first call.
    public static BlazeFace installed() {
        return Loaded.IT;
    }

    private static byte[] weights() {
        try (var file = BlazeFace.class.getResourceAsStream(WEIGHTS)) {
            return Objects.requireNonNull(file, WEIGHTS).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public List<Face> faces(float[] planes) {
        var outputs = graph.run(new FaceMap(3, SIDE, inRange(planes)));
        var found = new ArrayList<Face>();
        addAll(found, outputs.get(0), outputs.get(2));
        addAll(found, outputs.get(1), outputs.get(3));
        found.sort(Comparator.comparingDouble(Face::certainty).reversed());
        return Face.withoutRepeats(found);
    }

    /// Scales levels of 8 bits to -1 to 1, the range that the network takes.
    private static float[] inRange(float[] levels) {
        var scaled = levels.clone();
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] = scaled[i] / 127.5f - 1;
        }
        return scaled;
    }

    /// @param certainties a map for each anchor of a cell
    /// @param frames maps of [#NUMBERS] for each, in pixels of the square
    static void addAll(List<Face> found, FaceMap certainties, FaceMap frames) {
        int cells = certainties.side() * certainties.side();
        float cell = (float) SIDE / certainties.side();
        for (int i = 0; i < certainties.samples().length; i++) {
            float certainty = certainties.samples()[i];
            if (certainty >= LEAST_CERTAINTY) {
                int at = i / cells * NUMBERS * cells + i % cells;
                float width = frames.samples()[at + 2 * cells];
                float height = frames.samples()[at + 3 * cells];
                int column = i % certainties.side();
                int row = i % cells / certainties.side();
                float x = (column + 0.5f) * cell + frames.samples()[at];
                float y = (row + 0.5f) * cell + frames.samples()[at + cells];
                if (width > 0 && height > 0) {
                    found.add(new Face(x - width / 2, y - height / 2, width, height, certainty));
                }
            }
        }
    }
}
