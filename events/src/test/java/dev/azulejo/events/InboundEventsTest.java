package dev.azulejo.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.intake.DroppedFile;
import dev.azulejo.core.intake.EnhancementRequest;
import dev.azulejo.core.option.OptionValue;
import dev.azulejo.core.option.OptionValue.Kind;
import dev.azulejo.events.InboundEvent.EnhancementRequested;
import dev.azulejo.events.InboundEvent.ObjectCreated;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InboundEventsTest {
    /// Fields of the samples that may be missing although they are read.
    private static final Set<String> OPTIONAL = Set.of(
            "/detail/object/etag",
            "/detail/object/version-id",
            "/detail/object/sequencer",
            "/detail/data/source/version",
            "/detail/data/recipe",
            "/detail/data/options",
            "/detail/data/destination");

    /// Fields that are in the schema, and so are read.
    private static final Set<String> READ = Set.of(
            "/detail-type",
            "/detail",
            "/detail/bucket",
            "/detail/bucket/name",
            "/detail/object",
            "/detail/object/key",
            "/detail/object/size",
            "/detail/specversion",
            "/detail/id",
            "/detail/source",
            "/detail/type",
            "/detail/data",
            "/detail/data/source",
            "/detail/data/source/key",
            "/detail/data/destination/key");

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private final InboundEvents events = new InboundEvents();

    @Test
    void anObjectIsNamedExactlyAsItIsStored() {
        assertThat(events.parse(EventSamples.bytes("object-created.json")))
                .isEqualTo(new ObjectCreated(
                        "azulejo-inbox",
                        "photo-x2/2026/Ana's 50% + more.jpg",
                        "3sL4kqtJlcpXroDTDmJ.rmSpXd3dIbrHY",
                        2_871_904,
                        "b57f9512698f4b09e608f4f2a65852e5",
                        "0067448FF1A2B3C4D5"));
    }

    @Test
    void aBucketWithoutVersionsSaysNone() {
        var created = (ObjectCreated) events.parse(EventSamples.bytes("object-created-unversioned.json"));
        assertThat(created.dropped())
                .isEqualTo(new DroppedFile(
                        URI.create("s3://azulejo-inbox"), "photo-x4/写真.png", Optional.empty(), 791_555));
    }

    @Test
    void aRequestSaysAllItself() {
        assertThat(events.parse(EventSamples.bytes("image-enhancement-requested.json")))
                .isEqualTo(new EnhancementRequested(new EnhancementRequest(
                        "https://shop.example.com/orders",
                        "order-4711-hero",
                        "uploads/4711/hero.png",
                        Optional.of("3sL4kqtJlcpXroDTDmJ.rmSpXd3dIbrHY"),
                        Optional.of("photo-x4"),
                        Map.of("format", OptionValue.text("jpeg"), "quality", new OptionValue(Kind.WHOLE_NUMBER, "85")),
                        Optional.of("web/4711/hero.jpg"))));
    }

    @Test
    void theShortestRequestNamesSourceAndRecipe() {
        assertThat(events.parse(EventSamples.bytes("image-enhancement-requested-shortest.json")))
                .isEqualTo(new EnhancementRequested(new EnhancementRequest(
                        "/orders",
                        "order-4712",
                        "uploads/4712.png",
                        Optional.empty(),
                        Optional.of("photo-x2"),
                        Map.of(),
                        Optional.empty())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"object-created", "image-enhancement-requested"})
    void schemaAndReaderAgreeOnWhatMayBeMissingOrAnotherType(String name) {
        for (var path : paths(EventSamples.tree(name + ".json"))) {
            boolean isNeeded = READ.contains(path) || (path.equals("/source") && name.startsWith("object"));
            assertBothAccept(name, changed(name, path, JSON.missingNode()), !isNeeded, path + " missing");
            boolean isRead = isNeeded || OPTIONAL.contains(path);
            assertBothAccept(name, changed(name, path, JSON.arrayNode()), !isRead, path + " = []");
        }
    }

    private void assertBothAccept(String name, JsonNode json, boolean expected, String change) {
        assertThat(EventSamples.errors(name, json).isEmpty())
                .as("schema: " + change)
                .isEqualTo(expected);
        var bytes = json.toString().getBytes(UTF_8);
        if (expected) {
            events.parse(bytes);
        } else {
            assertThatThrownBy(() -> events.parse(bytes))
                    .as("reader: " + change)
                    .isInstanceOf(PermanentFailure.class)
                    .hasMessageStartingWith("event at $");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "object-created",
                "object-created-unversioned",
                "image-enhancement-requested",
                "image-enhancement-requested-shortest"
            })
    void eachSampleFitsItsSchema(String name) {
        var schema = name.replaceFirst("-(unversioned|shortest)$", "");
        assertThat(EventSamples.errors(schema, EventSamples.tree(name + ".json")))
                .isEmpty();
        if (schema.startsWith("image")) {
            assertThat(EventSamples.errors(
                            "cloudevent", EventSamples.tree(name + ".json").path("detail")))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            object-created | /detail-type        | "Object Deleted" | event at $.detail-type: Object Deleted, neither Object Created nor ImageEnhancementRequested
            object-created | /source             | "my.app"   | event at $: source is my.app, not aws.s3
            object-created | /detail/bucket/name | "a/../b"   | event at $.detail.bucket: a/../b is no name of a bucket
            object-created | /detail/object/key  | ""         | event at $.detail.object: the key is empty
            object-created | /detail/object/size | -1         | event at $.detail.object: the size is -1
            image-enhancement-requested | /detail/specversion | "0.3"     | event at $.detail: specversion is 0.3, not 1.0
            image-enhancement-requested | /detail/id          | ""        | event at $.detail: id, source or type is empty
            image-enhancement-requested | /detail/data/options | "fast"   | event at $.detail.data: options are no object
            """)
    void whatIsMalformedIsNamed(String name, String path, String value, String message) {
        var json = changed(name, path, Samples.tree(value.getBytes(UTF_8)));
        assertThat(EventSamples.errors(name, json)).isNotEmpty();
        assertThatThrownBy(() -> events.parse(json.toString().getBytes(UTF_8)))
                .isExactlyInstanceOf(PermanentFailure.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "null", "7", "{}", "{} {}", "{\"detail-type\":\"Object Created\"}"})
    void whatIsNoEventIsRefused(String json) {
        assertThatThrownBy(() -> events.parse(json.getBytes(UTF_8)))
                .isExactlyInstanceOf(PermanentFailure.class)
                .hasMessageStartingWith("event ");
    }

    private static JsonNode changed(String name, String path, JsonNode value) {
        var root = EventSamples.tree(name + ".json");
        int slash = path.lastIndexOf('/');
        var step = path.substring(slash + 1);
        switch (root.at(path.substring(0, slash))) {
            case ArrayNode array -> array.remove(Integer.parseInt(step));
            case ObjectNode object when value.isMissingNode() -> object.remove(step);
            case ObjectNode object -> object.set(step, value);
            default -> throw new IllegalArgumentException(path);
        }
        return root;
    }

    private static List<String> paths(JsonNode root) {
        var paths = new ArrayList<String>();
        collect(root, "", paths::add);
        return paths;
    }

    private static void collect(JsonNode node, String path, Consumer<String> paths) {
        for (var property : node.properties()) {
            paths.accept(path + "/" + property.getKey());
            collect(property.getValue(), path + "/" + property.getKey(), paths);
        }
    }
}
