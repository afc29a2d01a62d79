package dev.azulejo.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.azulejo.core.failure.PermanentFailure;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Breaks each sample in every place, one at a time: schema and codec must then agree.
class SchemaAgreementTest {
    /// The names under which a value may be missing (see README), in one sample or in all; a map's entries
    /// may, too.
    private static final Set<String> OPTIONAL = Set.of(
            "/plan/metadata/profile",
            "/plan/metadata/exif",
            "/plan/metadata/xmp",
            "/plan/metadata/iptc",
            "/plan/chain/chosen",
            "/plan/outputs/0/density",
            "/plan/outputs/1/density",
            "/plan/outputs/1/copy",
            "/chain/chosen",
            "/request/chain/chosen",
            "/chosen",
            "/outcome/chosen",
            "/outputs/1/target",
            "/outputs/1/copy",
            "/outputs/1/target/width",
            "start.json/source",
            "/result",
            "/also",
            "/also/0/copy",
            "/problems",
            "/correlation",
            "/request/correlation",
            "/asked",
            "/sidecar",
            "/sidecar/version",
            "/defaults/0/version",
            "/plan/chain/steps/0/strength",
            "/plan/chain/steps/0/denoise",
            "/plan/chain/alternatives",
            "/plan/picture",
            "/plan/picture/noise",
            "/plan/picture/noiseBy/luma",
            "/plan/picture/noiseBy/red",
            "/plan/picture/noiseShare",
            "/plan/picture/blur",
            "/plan/picture/overshoot",
            "/steps/0/strength",
            "/steps/0/denoise",
            "/outcome/steps/0/strength",
            "/outcome/steps/0/denoise",
            "/picture",
            "/picture/noise",
            "/picture/noiseBy/luma",
            "/picture/noiseBy/red",
            "/picture/noiseShare",
            "/picture/blur",
            "/picture/overshoot",
            "/picture/kinds/photograph",
            "/picture/kinds/drawing",
            "/chain/offers",
            "/chain/offers/0/step/denoise",
            "/request/chain/offers",
            "/request/chain/offers/0/step/denoise",
            "/seconds/plan",
            "/seconds/infer",
            "/seconds/stitch",
            "/seconds/deliver");

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final List<JsonNode> VALUES = List.of(
            JSON.numberNode(7),
            JSON.numberNode(1.5),
            JSON.textNode("x"),
            JSON.booleanNode(true),
            JSON.objectNode(),
            JSON.arrayNode());

    private final JacksonCodec codec = new JacksonCodec();

    static List<String> samples() {
        return Samples.names();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aFieldMayBeMissingExactlyWhereItIsOptional(String name) {
        for (var path : paths(name)) {
            if (path.matches(".*/\\d+")) {
                continue; // an item, not a field
            }
            var broken = changed(name, path, JSON.missingNode());
            assertBothAccept(
                    name, broken, OPTIONAL.contains(path) || OPTIONAL.contains(name + path), path + " missing");
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aValueOfAnotherTypeIsRefused(String name) {
        for (var path : paths(name)) {
            var now = Samples.tree(Samples.bytes(name)).at(path);
            VALUES.stream().filter(value -> !mayStandFor(value, now)).forEach(value -> {
                assertBothAccept(name, changed(name, path, value), false, path + " = " + value);
            });
        }
    }

    /// The maps, by one of the entries that their samples have.
    private static final List<String> MAPS = List.of("infer", "luma", "photograph");

    @ParameterizedTest
    @MethodSource("samples")
    void aFieldThatNobodyKnowsChangesNothing(String name) {
        var sample = Samples.tree(Samples.bytes(name));
        for (var object : objectsIn(sample)) {
            if (MAPS.stream().noneMatch(object::has)) { // a map's entries are known under any name
                object.set("addedLater", JSON.objectNode().put("by", "somebody"));
            }
        }
        assertThat(Schemas.errors(Samples.objectOf(name), sample)).isEmpty();
        var record = codec.decode(bytes(sample), Samples.typeOf(name));
        assertThat(codec.encode(record)).isEqualTo(Samples.bytes(name));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aNewerVersionAsksForAnUpgrade(String name) {
        for (var path : paths(name)) {
            if (path.endsWith("/schema")) {
                int next = newest(Samples.objectOf(name), path) + 1;
                var newer = changed(name, path, JSON.numberNode(next));
                assertThat(Schemas.accepts(Samples.objectOf(name), newer)).isFalse();
                assertThatThrownBy(() -> codec.decode(bytes(newer), Samples.typeOf(name)))
                        .isInstanceOf(PermanentFailure.class)
                        .hasMessageStartingWith(Samples.objectOf(name).fileName() + " at $")
                        .hasMessageEndingWith(".schema: version %d; this build reads versions 1 to %d: upgrade Azulejo"
                                .formatted(next, next - 1));
            }
        }
    }

    private static int newest(JobObject object, String path) {
        if (path.startsWith("/request/")) {
            return JobObject.REQUEST.newestSchema();
        }
        if (path.startsWith("/shard/")) {
            return JobObject.SHARDS.newestSchema();
        }
        return path.startsWith("/outcome/") ? JobObject.OUTCOME.newestSchema() : object.newestSchema();
    }

    private void assertBothAccept(String name, JsonNode json, boolean expected, String change) {
        assertThat(Schemas.accepts(Samples.objectOf(name), json))
                .as("schema: " + change)
                .isEqualTo(expected);
        if (expected) {
            codec.decode(bytes(json), Samples.typeOf(name));
        } else {
            assertThatThrownBy(() -> codec.decode(bytes(json), Samples.typeOf(name)))
                    .as("codec: " + change)
                    .isInstanceOf(PermanentFailure.class)
                    .hasMessageMatching(Samples.objectOf(name).fileName() + " at \\$[^ ]*: .+");
        }
    }

    /// Whether a value may stand for another: whole numbers are numbers; all others stand only for
    /// themselves.
    private static boolean mayStandFor(JsonNode value, JsonNode now) {
        return value.getNodeType() == now.getNodeType()
                && (!value.isFloatingPointNumber() || now.isFloatingPointNumber());
    }

    private static JsonNode changed(String name, String path, JsonNode value) {
        var root = Samples.tree(Samples.bytes(name));
        int slash = path.lastIndexOf('/');
        var step = path.substring(slash + 1);
        switch (root.at(path.substring(0, slash))) {
            case ArrayNode array -> array.set(Integer.parseInt(step), value);
            case ObjectNode object when value.isMissingNode() -> object.remove(step);
            case ObjectNode object -> object.set(step, value);
            default -> throw new IllegalArgumentException(path);
        }
        return root;
    }

    /// JSON pointers to everything below the root.
    private static List<String> paths(String name) {
        var paths = new ArrayList<String>();
        collect(Samples.tree(Samples.bytes(name)), "", paths::add);
        return paths;
    }

    private static void collect(JsonNode node, String path, Consumer<String> paths) {
        for (var property : node.properties()) {
            paths.accept(path + "/" + property.getKey());
            collect(property.getValue(), path + "/" + property.getKey(), paths);
        }
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            paths.accept(path + "/" + i);
            collect(node.get(i), path + "/" + i, paths);
        }
    }

    private static List<ObjectNode> objectsIn(JsonNode root) {
        var objects = new ArrayList<ObjectNode>();
        collect(root, "", path -> {
            if (root.at(path) instanceof ObjectNode object) {
                objects.add(object);
            }
        });
        if (root instanceof ObjectNode object) {
            objects.add(object);
        }
        return objects;
    }

    private static byte[] bytes(JsonNode json) {
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }
}
