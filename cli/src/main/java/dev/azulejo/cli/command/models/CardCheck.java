package dev.azulejo.cli.command.models;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.azulejo.core.job.key.CanonicalText.Hash;
import dev.azulejo.core.model.Boundary;
import dev.azulejo.inference.probe.ModelProbe;
import dev.azulejo.local.exit.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/// Compares a card with what its model does, field by field: a field that is missing is filled in, one that
/// says otherwise is wrong. Speed and memory are of this machine and never wrong. For one thread.
public final class CardCheck {
    /// The first word of lines that report a contradiction.
    public static final String WRONG = "WRONG";

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final long MAX_RUN_BYTES = 1L << 30;
    private static final double MIDDLE = 0.5;
    private static final String WHOLE = "whole";
    private static final List<Integer> HALOS = List.of(16, 32, 48, 64);
    private static final int OVERLAP = 8;

    /// The margin of models that enlarge, like those of SPAN and of CUnet, which fail in places, too.
    private static final double ENLARGING_MARGIN = 0.14;

    private static final double KEEPING_MARGIN = 0.25;

    private final ObjectNode card;
    private final Path pulledModels;
    private final Consumer<String> out;
    private int filled;
    private int wrong;

    public CardCheck(ObjectNode card, Path pulledModels, Consumer<String> out) {
        this.card = card;
        this.pulledModels = pulledModels;
        this.out = out;
    }

    int filled() {
        return filled;
    }

    int wrong() {
        return wrong;
    }

    /// Takes from seconds to minutes.
    void run(Path file) throws IOException {
        try (var probe = probe(file)) {
            var shape = check(probe);
            var speed = shape.seesWhole
                    ? probe.largest(shape.scale, shape.alignment, MAX_RUN_BYTES)
                    : probe.speed(shape.scale, shape.alignment, shape.halo, MAX_RUN_BYTES);
            if (shape.seesWhole) {
                measured("receptiveField.sidePx", NODES.numberNode(speed.side()));
            }
            measured("bestSide.cpu", NODES.numberNode(speed.side()));
            measured("bytesPerInputPixel", NODES.numberNode(speed.bytesPerInputPixel()));
            double rounded = Math.max(1, Math.round(speed.outputMegapixelsPerSecond() * 1000)) / 1000.0;
            measured("outputMegapixelsPerSecond.cpu-core", NODES.numberNode(rounded));
        }
    }

    /// Runs the checks that do not depend on the machine.
    public void runNumerics(Path file) throws IOException {
        try (var probe = probe(file)) {
            check(probe);
        }
    }

    private ModelProbe probe(Path file) throws IOException {
        var weights = weights(file);
        compare(
                "weights.sha256",
                NODES.textNode(Hash.of(Files.readAllBytes(weights)).hex()));
        compare("weights.bytes", NODES.numberNode(Files.size(weights)));
        return new ModelProbe(weights);
    }

    /// @param halo to measure speed with
    private record Shape(int scale, int alignment, int halo, boolean seesWhole) {}

    private Shape check(ModelProbe probe) {
        tensor("input", probe.input());
        tensor("output", probe.output());
        tell(probe);
        int scale = probe.scale();
        compare("scale", NODES.numberNode(scale));
        int alignment = probe.alignment(scale);
        compare("alignment", NODES.numberNode(alignment));
        if (at("boundary").isMissingNode()) {
            var boundary = alignment == 1 ? Boundary.ZERO : probe.boundary(scale, alignment);
            fill("boundary", NODES.textNode(boundary.name().toLowerCase(Locale.ROOT)));
        }
        range(probe, scale);
        int halo = field(probe, scale, alignment);
        return new Shape(
                scale, alignment, halo, at("receptiveField.kind").asText().equals(WHOLE));
    }

    private Path weights(Path file) {
        var name = card.path("weights").path("file").asText("model.onnx");
        var beside = file.resolveSibling(name);
        var pulled = pulledModels.resolve(card.path("id").asText("")).resolve(name);
        return Files.exists(beside) || !Files.exists(pulled) ? beside : pulled;
    }

    private void tensor(String side, String name) {
        compare(side + ".name", NODES.textNode(name));
        compare(side + ".layout", NODES.textNode("NCHW"));
        compare(side + ".channels", NODES.numberNode(3));
    }

    /// Gives the model the inputs that its card asks for.
    private void tell(ModelProbe probe) {
        for (var condition : card.path("conditions")) {
            var input = condition.path("input").asText();
            if (condition.path("kind").asText().equals("pooled")) {
                probe.fit(
                        input,
                        condition.path("given").asText(),
                        condition.path("output").asText(),
                        condition.path("channels").asInt());
            } else {
                probe.set(input, (float) (condition.path("range").path(1).asDouble(1) * MIDDLE));
            }
        }
        var untold = probe.otherInputs().stream()
                .filter(name -> !card.path("conditions").toString().contains("\"" + name + "\""))
                .toList();
        if (!untold.isEmpty()) {
            throw ExitCode.BAD_IMAGE.failure(
                    "the model has inputs that the card does not name under conditions: " + String.join(", ", untold));
        }
    }

    private void range(ModelProbe probe, int scale) {
        var range = probe.range();
        if (!range.isUnit()) {
            wrong++;
            out.accept(
                    (WRONG + "    the model does not take black as 0 and white as 1: an answer is %.2f off in the mean")
                            .formatted(range.difference()));
            return;
        }
        var unit = NODES.arrayNode().add(0.0).add(1.0);
        compare("input.range", unit);
        compare("output.range", unit);
        out.accept("         answers leave it by %.3f on a photograph, by %.3f on checkerboards"
                .formatted(range.beyond(), range.beyondOnPatterns()));
        if (range.beyondOnPatterns() > 1 && at("guardMargin").isMissingNode()) {
            out.accept("         it loses its way on checkerboards, and must be guarded there");
            fill("guardMargin", NODES.numberNode(guardMargin(probe, scale)));
        }
    }

    /// The margin by which an answer may miss: that of answers to photographs, with some room.
    private static double guardMargin(ModelProbe probe, int scale) {
        if (scale == 1) {
            return KEEPING_MARGIN;
        }
        return Math.max(ENLARGING_MARGIN, Math.ceil(100 * 1.5 * probe.miss(scale)) / 100);
    }

    /// @return the halo to measure speed with
    private int field(ModelProbe probe, int scale, int alignment) {
        var said = card.path("receptiveField");
        if (said.path("kind").asText().equals("measured")) {
            int halo = said.path("haloPx").asInt();
            return seam(probe, scale, alignment, halo, 1) ? halo : 0;
        }
        if (said.path("kind").asText().equals(WHOLE)) {
            out.accept("         it must see the whole picture: there are no tiles to look at");
            return 0;
        }
        var reach = probe.radius(scale, alignment);
        if (reach.isEmpty() && said.isMissingNode()) {
            return measuredOrWhole(probe, scale, alignment);
        }
        if (reach.isEmpty()) {
            wrong++;
            out.accept(
                    WRONG + "    it looks at the whole of a picture of 384 pixels: pools globally (give it the means as"
                            + " inputs), or looks very far (state a measured halo)");
            return 0;
        }
        // A pixel further out by less than the alignment is reached only from another phase than a tile starts at.
        int aligned = reach.getAsInt() / alignment * alignment;
        int radius = probe.seam(scale, alignment, aligned) == 0 ? aligned : reach.getAsInt();
        compare("receptiveField.kind", NODES.textNode("radius"));
        compare("receptiveField.px", NODES.numberNode(radius));
        seam(probe, scale, alignment, radius, 0);
        if (card.path("shrinks").asBoolean()) {
            shrunk(probe, scale, alignment, radius);
        }
        out.accept("         with a halo of %d it would be %.6f"
                .formatted(
                        Math.max(0, radius - alignment),
                        probe.seam(scale, alignment, Math.max(0, radius - alignment))));
        return radius;
    }

    /// The least halo with which tiles even of a picture that is different on each side hardly differ from
    /// the whole. If there is none, the model must see the whole picture.
    private int measuredOrWhole(ModelProbe probe, int scale, int alignment) {
        if (probe.fixedSide().isEmpty()) {
            for (int halo : HALOS) {
                if (probe.seamOfUneven(scale, alignment, halo) <= 1) {
                    fill("receptiveField.kind", NODES.textNode("measured"));
                    fill("receptiveField.haloPx", NODES.numberNode(halo));
                    fill("receptiveField.overlapPx", NODES.numberNode(OVERLAP));
                    return halo;
                }
            }
        }
        fill("receptiveField.kind", NODES.textNode(WHOLE));
        return 0;
    }

    private boolean seam(ModelProbe probe, int scale, int alignment, int halo, float allowed) {
        float levels = probe.seam(scale, alignment, halo);
        boolean fine = levels <= allowed;
        if (!fine) {
            wrong++;
        }
        out.accept("%s tiles with a halo of %d differ from the whole by %.6f levels of 255"
                .formatted(fine ? "right   " : WRONG + "   ", halo, levels));
        return fine;
    }

    private void shrunk(ModelProbe probe, int scale, int alignment, int radius) {
        var levels = probe.shrunk(scale, alignment, radius);
        boolean fine = levels.isPresent() && levels.get() == 0;
        if (!fine) {
            wrong++;
        }
        out.accept("%s shrinks: without padding, %s"
                .formatted(
                        fine ? "right   " : WRONG + "   ",
                        levels.map("an answer differs by %.6f levels of 255"::formatted)
                                .orElse("it gives no answer that is smaller by %d pixels".formatted(radius * scale))));
    }

    private void compare(String path, JsonNode found) {
        var said = at(path);
        if (said.isMissingNode()) {
            fill(path, found);
        } else if (said.equals(found) || (said.isNumber() && said.doubleValue() == found.doubleValue())) {
            out.accept("right    %s: %s".formatted(path, said));
        } else {
            wrong++;
            out.accept((WRONG + "    %s: the card says %s, it is %s").formatted(path, said, found));
        }
    }

    private void measured(String path, JsonNode found) {
        var said = at(path);
        if (said.isMissingNode()) {
            fill(path, found);
        } else {
            out.accept("measured %s: %s here; the card says %s".formatted(path, found, said));
        }
    }

    private JsonNode at(String path) {
        JsonNode node = card;
        for (var name : path.split("\\.", -1)) {
            node = node.path(name);
        }
        return node;
    }

    private void fill(String path, JsonNode found) {
        filled++;
        out.accept("missing  %s: it is %s".formatted(path, found));
        int dot = path.indexOf('.');
        if (dot < 0) {
            card.set(path, found);
        } else {
            card.withObjectProperty(path.substring(0, dot)).set(path.substring(dot + 1), found);
        }
    }
}
