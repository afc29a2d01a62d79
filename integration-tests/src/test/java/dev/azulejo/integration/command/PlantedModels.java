package dev.azulejo.integration.command;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.azulejo.core.job.key.CanonicalText.Hash;
import dev.azulejo.integration.Checkout;
import dev.azulejo.integration.command.OnnxGraph.Attribute;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/// Real models of a few hundred bytes that enlarge twice by one convolution, in a folder of models: a plain one, and
/// others of which it is known how they are worse, or better, than it.
///
/// @param folder of the models
record PlantedModels(Path folder) {
    /// Cubic enlargement by the kernel of Keys: what the others are measured against.
    static final String PLAIN = "plain";

    /// The same, sharpened: further from the pixels, and liked.
    static final String CRISP = "crisp";

    private static final JsonMapper JSON = new JsonMapper();
    private static final int SCALE = 2;
    private static final int COLOURS = 3;
    private static final double KEYS = -0.5;

    /// Its graph, behind the enlarged picture `large` and beside the padded source `padded`.
    private interface Spoilt {
        void add(OnnxGraph graph);
    }

    static PlantedModels in(Path folder) {
        var models = new PlantedModels(folder);
        var cubic = cubic(0);
        models.write(PLAIN, cubic, graph -> graph.node("Identity", "output", List.of("large")), models::inventing);
        models.write(CRISP, cubic(1.4), graph -> graph.node("Identity", "output", List.of("large")), models::inventing);
        models.write("nearest", nearest(), graph -> graph.node("Identity", "output", List.of("large")), card -> {});
        models.write(
                "seam",
                cubic,
                graph -> graph.node("Identity", "output", List.of("large")),
                card -> card.putObject("receptiveField").put("kind", "radius").put("px", 1));
        models.write(
                "liar",
                cubic,
                graph -> graph.node("Identity", "output", List.of("large")),
                card -> card.put("alignment", 4));
        models.write("nan", cubic, PlantedModels::rootOfWhatMayBeNegative, card -> {});
        models.write("no-text", cubic, PlantedModels::faintEdges, card -> {});
        models.write("no-night", cubic, PlantedModels::noBlack, card -> {});
        models.write("noise", cubic, PlantedModels::noise, card -> {});
        models.write("no-face", cubic, PlantedModels::noSkin, models::inventing);
        return models;
    }

    private void inventing(ObjectNode card) {
        card.put("invents", true);
    }

    /// Nothing but NaN where something is nearly white.
    private static void rootOfWhatMayBeNegative(OnnxGraph graph) {
        graph.floats("most", new float[] {0.985f}, 1)
                .floats("nothing", new float[] {0}, 1)
                .node("Sub", "room", List.of("most", "large"))
                .node("Sqrt", "root", List.of("room"))
                .node("Mul", "zero", List.of("root", "nothing"))
                .node("Add", "output", List.of("large", "zero"));
    }

    /// No pixel differs by more than a tenth from the mean around it: letters lose most.
    private static void faintEdges(OnnxGraph graph) {
        int side = 5;
        var mean = new float[COLOURS * SCALE * SCALE * side * side];
        Arrays.fill(mean, 1f / (side * side));
        graph.floats("boxes", mean, COLOURS * SCALE * SCALE, 1, side, side)
                .floats("most", new float[] {0.1f}, 1)
                .floats("least", new float[] {-0.1f}, 1)
                .node("Conv", "means", List.of("padded", "boxes"), Attribute.one("group", COLOURS))
                .node(
                        "DepthToSpace",
                        "mean",
                        List.of("means"),
                        Attribute.one("blocksize", SCALE),
                        Attribute.of("mode", "CRD"))
                .node("Sub", "edges", List.of("large", "mean"))
                .node("Min", "notMore", List.of("edges", "most"))
                .node("Max", "notLess", List.of("notMore", "least"))
                .node("Add", "output", List.of("mean", "notLess"));
    }

    private static void noBlack(OnnxGraph graph) {
        graph.floats("least", new float[] {0.06f}, 1).node("Max", "output", List.of("large", "least"));
    }

    /// Grey where red is more than blue by a tenth and more.
    private static void noSkin(OnnxGraph graph) {
        var difference = new float[COLOURS * COLOURS];
        for (int colour = 0; colour < COLOURS; colour++) {
            difference[colour * COLOURS] = 20;
            difference[colour * COLOURS + 2] = -20;
        }
        graph.floats("mixed", difference, COLOURS, COLOURS, 1, 1)
                .floats("from", new float[] {-1, -1, -1}, COLOURS)
                .floats("nothing", new float[] {0}, 1)
                .floats("all", new float[] {1}, 1)
                .floats("grey", new float[] {0.5f}, 1)
                .node("Conv", "redness", List.of("large", "mixed", "from"))
                .node("Max", "notLess", List.of("redness", "nothing"))
                .node("Min", "share", List.of("notLess", "all"))
                .node("Sub", "missing", List.of("grey", "large"))
                .node("Mul", "change", List.of("missing", "share"))
                .node("Add", "output", List.of("large", "change"));
    }

    /// A sine of what is large beside its period: three hundredths, the same for the same pixels.
    private static void noise(OnnxGraph graph) {
        graph.floats("many", new float[] {3000}, 1)
                .floats("few", new float[] {0.042f}, 1)
                .node("Mul", "angle", List.of("large", "many"))
                .node("Sin", "sine", List.of("angle"))
                .node("Mul", "noise", List.of("sine", "few"))
                .node("Add", "output", List.of("large", "noise"));
    }

    /// @param kernels of the four pixels that one becomes, each as wide as the others
    private void write(String id, float[][] kernels, Spoilt spoilt, Consumer<ObjectNode> change) {
        int side = (int) Math.sqrt(kernels[0].length);
        int radius = side / 2;
        var weights = new float[COLOURS * kernels.length * side * side];
        for (int i = 0; i < COLOURS * kernels.length; i++) {
            System.arraycopy(kernels[i % kernels.length], 0, weights, i * side * side, side * side);
        }
        var graph = new OnnxGraph()
                .input("input")
                .output("output")
                .longs("pads", 0, 0, radius, radius, 0, 0, radius, radius)
                .floats("kernels", weights, (long) COLOURS * kernels.length, 1, side, side)
                .node("Pad", "padded", List.of("input", "pads"), Attribute.of("mode", "edge"))
                .node("Conv", "phases", List.of("padded", "kernels"), Attribute.one("group", COLOURS))
                .node(
                        "DepthToSpace",
                        "large",
                        List.of("phases"),
                        Attribute.one("blocksize", SCALE),
                        Attribute.of("mode", "CRD"));
        spoilt.add(graph);
        install(id, graph.bytes(), radius, change);
    }

    private void install(String id, byte[] model, int radius, Consumer<ObjectNode> change) {
        try {
            var its = Files.createDirectories(folder.resolve(id));
            Files.write(its.resolve("model.onnx"), model);
            var card = (ObjectNode) JSON.readTree(
                    Checkout.ROOT.resolve("models/span-x2/card.json").toFile());
            card.put("id", id).put("description", "A test.").put("boundary", "replicate");
            card.remove(List.of("shrinks", "guardMargin", "precise", "quality"));
            card.putArray("precision").add("fp32");
            card.withObjectProperty("weights")
                    .put("sha256", Hash.of(model).hex())
                    .put("bytes", model.length);
            card.putObject("receptiveField").put("kind", "radius").put("px", radius);
            change.accept(card);
            Files.writeString(its.resolve("card.json"), card.toPrettyString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// @param sharpened by how much more than its neighbours' mean a pixel of the result is raised
    private static float[][] cubic(double sharpened) {
        return phases(
                2,
                (offset, phase) -> (1 + sharpened) * keys(offset - phase)
                        - sharpened / 2 * (keys(offset - phase - 1.0 / SCALE) + keys(offset - phase + 1.0 / SCALE)));
    }

    private static float[][] nearest() {
        return phases(0, (_, _) -> 1);
    }

    private interface Tap {
        /// @param offset in pixels of the source
        /// @param phase where the result's pixel lies, in the same
        double weight(int offset, double phase);
    }

    private static float[][] phases(int radius, Tap tap) {
        int side = 2 * radius + 1;
        var kernels = new float[SCALE * SCALE][side * side];
        for (int kernel = 0; kernel < kernels.length; kernel++) {
            double down = kernel / SCALE == 0 ? -0.25 : 0.25;
            double right = kernel % SCALE == 0 ? -0.25 : 0.25;
            for (int y = 0; y < side; y++) {
                for (int x = 0; x < side; x++) {
                    kernels[kernel][y * side + x] =
                            (float) (tap.weight(y - radius, down) * tap.weight(x - radius, right));
                }
            }
        }
        return kernels;
    }

    private static double keys(double at) {
        double x = Math.abs(at);
        return x < 1
                ? (KEYS + 2) * x * x * x - (KEYS + 3) * x * x + 1
                : x < 2 ? KEYS * (x * x * x - 5 * x * x + 8 * x - 4) : 0;
    }

    /// In the place of the network that tells how far pictures look apart: by how much their edges differ in strength.
    void measuredByEdges() {
        var laplace = new float[] {0, -1, 0, -1, 4, -1, 0, -1, 0};
        var kernels = new float[COLOURS * laplace.length];
        for (int colour = 0; colour < COLOURS; colour++) {
            System.arraycopy(laplace, 0, kernels, colour * laplace.length, laplace.length);
        }
        var graph = new OnnxGraph()
                .input("reference")
                .input("candidate")
                .numbers("distance")
                .floats("kernels", kernels, COLOURS, 1, 3, 3);
        for (var picture : List.of("reference", "candidate")) {
            graph.node("Conv", picture + "-edges", List.of(picture, "kernels"), Attribute.one("group", COLOURS))
                    .node("Abs", picture + "-steps", List.of(picture + "-edges"))
                    .node(
                            "ReduceMean",
                            picture + "-mean",
                            List.of(picture + "-steps"),
                            Attribute.of("axes", 1, 2, 3),
                            Attribute.one("keepdims", 0));
        }
        graph.node("Sub", "difference", List.of("reference-mean", "candidate-mean"))
                .node("Abs", "distance", List.of("difference"));
        MeanDifference.asStlpips(folder, graph.bytes());
    }
}
