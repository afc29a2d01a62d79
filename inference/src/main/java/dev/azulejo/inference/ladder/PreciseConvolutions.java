package dev.azulejo.inference.ladder;

import static java.util.Objects.requireNonNull;

import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.inference.card.InstalledModel;
import dev.azulejo.inference.engine.Provider;
import dev.azulejo.inference.graph.Convolution;
import dev.azulejo.inference.graph.OnnxFile;
import dev.azulejo.inference.graph.OnnxNodes;
import dev.azulejo.inference.graph.OnnxNodes.Message;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Keeps some convolutions of a model in 32 bits when an engine computes the others in 16: those through
/// which the picture itself goes, not only what is found in it. Rounding there shifts whole areas by a
/// level, and white is no longer white.
///
/// OpenVINO leaves what follows the last convolution in 32 bits ("skip low-precision enforcement for the
/// tail of the graph"), on each way to an answer. It does not count transposed convolutions as
/// convolutions, so the precise ones are written as such.
///
/// - One of a single pixel that reads another convolution is written as one with it. The other one stays
///   for those that read it, too.
/// - One that reads a sum, of which a precise one made a part, is written as two: a precise one of that part, and one
///   of the rest, which may be rounded.
public final class PreciseConvolutions {
    private final InstalledModel model;
    private final Set<String> missing;
    private final Map<String, Convolution> before = new HashMap<>();
    private final Map<String, Convolution> precise = new HashMap<>();

    /// The terms of sums, and names that mean the same.
    private final Map<String, List<String>> sums = new HashMap<>();

    private PreciseConvolutions(InstalledModel model) {
        this.model = model;
        this.missing = new HashSet<>(model.precise());
    }

    /// The model as it is opened on a provider: if that computes in 16 bits, the convolutions that the card
    /// names as precise stay in 32. The same bytes if they are no model.
    ///
    /// @throws PermanentFailure when the card names anything but convolutions with a step of one pixel
    public static byte[] of(InstalledModel model, Provider provider, byte[] weights) {
        if (model.precise().isEmpty() || !provider.isBf16()) {
            return weights;
        }
        return OnnxFile.read(() -> new PreciseConvolutions(model).written(weights), weights);
    }

    private byte[] written(byte[] weights) {
        var made = new Message();
        for (var field : OnnxFile.fields(ByteBuffer.wrap(weights))) {
            if (field.number() == OnnxFile.GRAPH_OF_MODEL) {
                made.message(OnnxFile.GRAPH_OF_MODEL, graph(field.part()));
            } else {
                made.copy(field.bytes());
            }
        }
        if (!missing.isEmpty()) {
            throw refuse(String.join(", ", missing), "which is no convolution of its graph");
        }
        return made.bytes();
    }

    private Message graph(ByteBuffer graph) {
        var made = new Message();
        for (var field : OnnxFile.fields(graph)) {
            var written = field.number() == OnnxFile.NODE_OF_GRAPH ? precise(field.part()) : Optional.<Message>empty();
            made.copy(written.map(Message::bytes).map(ByteBuffer::wrap).orElse(field.bytes()));
        }
        return made;
    }

    private Optional<Message> precise(ByteBuffer node) {
        var type = OnnxFile.texts(node, OnnxFile.TYPE_OF_NODE);
        if (type.contains("Add") || type.contains("Identity")) {
            sums.put(
                    OnnxFile.texts(node, OnnxFile.OUTPUT_OF_NODE).getFirst(),
                    OnnxFile.texts(node, OnnxFile.INPUT_OF_NODE));
        }
        var convolution = Convolution.of(node);
        convolution.ifPresent(each -> before.put(each.given(), each));
        return convolution.filter(each -> missing.remove(each.given())).map(this::precise);
    }

    private Message precise(Convolution convolution) {
        if (!convolution.isPlain()) {
            throw refuse(convolution.given(), "which is no plain convolution of two dimensions and step 1");
        }
        var nodes = new OnnxNodes("azulejo_precise_%s_".formatted(convolution.given()));
        var inner = convolution.isOfOnePixel() ? before.get(convolution.picture()) : null;
        var whole = inner != null && inner.isPlain() ? convolution.joinedWith(inner, nodes) : convolution;
        var parts = parts(whole.picture()).toList();
        var ways = parts.stream().filter(precise::containsKey).toList();
        if (ways.size() == 1 && parts.size() > 1) {
            var direct = whole.ofNeighbours(requireNonNull(precise.get(ways.getFirst())), nodes);
            direct.writeTransposed(nodes);
            var rest = parts.stream().filter(part -> !ways.contains(part)).toList();
            var rounded = whole.write(sum(rest, nodes), nodes);
            nodes.named(whole.given(), "Add", List.of(rounded, direct.given()));
        } else {
            whole.writeTransposed(nodes);
        }
        precise.put(whole.given(), whole);
        return nodes.fields();
    }

    /// The terms of a sum, flattened; the name itself if it is no sum.
    private Stream<String> parts(String name) {
        var inputs = sums.get(name);
        return inputs == null ? Stream.of(name) : inputs.stream().flatMap(this::parts);
    }

    private static String sum(List<String> parts, OnnxNodes nodes) {
        var total = parts.getLast();
        for (var part : parts.reversed().subList(1, parts.size())) {
            total = nodes.node("Add", List.of(part, total));
        }
        return total;
    }

    private PermanentFailure refuse(String names, String why) {
        return new PermanentFailure("%s: precise names %s, %s".formatted(model.cardFile(), names, why), null);
    }
}
