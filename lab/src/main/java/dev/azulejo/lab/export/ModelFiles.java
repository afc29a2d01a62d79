package dev.azulejo.lab.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.geometry.Rect;
import dev.azulejo.core.job.key.CanonicalText.Hash;
import dev.azulejo.lab.net.GraphLayers;
import dev.azulejo.lab.net.NetDesign;
import dev.azulejo.lab.net.ParentWeights;
import dev.azulejo.lab.net.PublishedSpan;
import dev.azulejo.lab.net.Told;
import dev.azulejo.lab.net.TorchNet;
import dev.azulejo.lab.picture.Picture;
import dev.azulejo.lab.picture.Scene;
import dev.azulejo.lab.picture.Seeds;
import dev.azulejo.lab.recipe.TrainingRecipe;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes a trained network as `model.onnx` with its `card.json`, in a folder of the model's name.
public final class ModelFiles {
    /// The greatest difference between a sample of the exported model and the trainer's, where white is 1.
    public static final float MOST_DIFFERENCE = 1e-5f;

    private static final String MODEL = "model.onnx";
    private static final String CARD = "card.json";
    private static final JsonMapper JSON = new JsonMapper();
    private static final int PROBE_WIDTH = 64;
    private static final int PROBE_HEIGHT = 48;

    /// What a card says of its graph whatever the weights are.
    private static final List<String> OF_THE_GRAPH = List.of(
            "alignment",
            "receptiveField",
            "boundary",
            "shrinks",
            "precision",
            "precise",
            "bestSide",
            "bytesPerInputPixel",
            "outputMegapixelsPerSecond");

    private final TrainingRecipe recipe;
    private final @Nullable Graph graph;

    /// @param start the folder of the model that the training began with, if it began with one
    /// @throws PermanentFailure when that model or its card cannot be read
    public ModelFiles(TrainingRecipe recipe, @Nullable Path start) {
        this.recipe = recipe;
        graph = start == null ? null : kept(start, recipe.net());
    }

    /// A graph that is kept, with other weights in it.
    private record Graph(byte[] model, JsonNode card) {}

    private static @Nullable Graph kept(Path start, NetDesign design) {
        try {
            var model = Files.readAllBytes(start.resolve(MODEL));
            return PublishedSpan.takes(model, design)
                    ? new Graph(model, JSON.readTree(start.resolve(CARD).toFile()))
                    : null;
        } catch (IOException e) {
            throw new PermanentFailure(
                    "the model to start from cannot be read with its card: %s".formatted(e.getMessage()), e);
        }
    }

    /// The ONNX file, checked to give what the trainer gives. A network that began as a published SPAN, and is told
    /// nothing more, keeps its graph, which is written for speed.
    ///
    /// @throws PermanentFailure when it does not
    public byte[] model(TorchNet net, float[] weights) {
        var design = recipe.net();
        var model = graph == null
                ? GraphLayers.model(design, recipe.scale(), weights)
                : PublishedSpan.with(graph.model, design, recipe.scale(), weights);
        var written = ParentWeights.of(model, design, recipe.scale()); // rounded, if the file has 16 bits
        float difference = difference(net, written, model, design.told());
        if (!(difference <= MOST_DIFFERENCE)) {
            throw new PermanentFailure("the exported model differs from the trainer by %s, expected at most %s"
                    .formatted(difference, MOST_DIFFERENCE));
        }
        return model;
    }

    /// The greatest difference between two answers to one scene; to pure noise, SPAN magnifies how numbers are rounded
    /// ten thousandfold.
    static float difference(TorchNet net, float[] weights, byte[] model, List<Told> asked) {
        var random = Seeds.random(0, "probe", 0);
        var scene = Scene.drawn(0, 0, PROBE_WIDTH).crop(new Rect(0, 0, PROBE_WIDTH, PROBE_HEIGHT));
        var probe = new float[scene.samples().length];
        for (int i = 0; i < probe.length; i++) {
            probe[i] = scene.samples()[i] / Picture.WHITE;
        }
        var told = new float[asked.size()];
        for (int i = 0; i < told.length; i++) {
            told[i] = random.nextFloat() / asked.get(i).strength();
        }
        var trained = net.answer(weights, probe, PROBE_WIDTH, PROBE_HEIGHT, told);
        try (var running = new RunningModel(model, asked)) {
            var exported = running.answer(probe, PROBE_WIDTH, PROBE_HEIGHT, told);
            float most = 0;
            for (int i = 0; i < trained.length; i++) {
                most = Math.max(most, Math.abs(trained[i] - exported[i]));
            }
            return most;
        }
    }

    /// Writes both files. What a card says of the graph, such as its receptive field, is found by `models
    /// check --write`.
    ///
    /// @return the card
    public Path write(Path folder, byte[] model, Origin origin) {
        try {
            Files.createDirectories(folder);
            Files.write(folder.resolve(MODEL), model);
            var card = folder.resolve(CARD);
            Files.writeString(card, card(model, origin).toPrettyString() + "\n");
            return card;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ObjectNode card(byte[] model, Origin origin) {
        var card = JSON.createObjectNode()
                .put("schema", 1)
                .put("id", recipe.id())
                .put("version", "1")
                .put("description", recipe.description())
                .put("task", recipe.scale() == 1 ? "restore" : "enlarge");
        card.putObject("weights")
                .put("file", MODEL)
                .put("sha256", Hash.of(model).hex())
                .put("bytes", model.length)
                .put("licence", "Apache-2.0")
                .put("origin", "trained by azulejo lab train")
                .put("source", origin.told(recipe.steps(), recipe.seed()));
        for (var side : new String[] {"input", "output"}) {
            var tensor = card.putObject(side);
            tensor.put("name", side).put("layout", "NCHW").put("channels", 3).put("colour", "RGB");
            tensor.putArray("range").add(0.0).add(1.0);
        }
        card.put("scale", recipe.scale());
        card.put("boundary", "zero");
        if (!recipe.net().told().isEmpty()) {
            var conditions = card.putArray("conditions");
            recipe.net()
                    .told()
                    .forEach(told -> conditions
                            .addObject()
                            .put("kind", told.input())
                            .put("input", told.input())
                            .putArray("range")
                            .add(0.0)
                            .add(told.most()));
        }
        card.putArray("precision").add("fp32");
        if (graph != null) {
            var parent = graph.card;
            OF_THE_GRAPH.stream().filter(parent::has).forEach(field -> card.set(field, parent.get(field)));
        }
        return card;
    }
}
