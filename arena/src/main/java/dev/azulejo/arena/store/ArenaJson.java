package dev.azulejo.arena.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.azulejo.arena.Answer;
import dev.azulejo.arena.Arena;
import dev.azulejo.arena.Asked;
import dev.azulejo.arena.Choice;
import dev.azulejo.arena.Picture;
import dev.azulejo.arena.Question;
import dev.azulejo.arena.Reason;
import dev.azulejo.arena.Scene;
import dev.azulejo.arena.Vote;
import dev.azulejo.arena.store.PublishedArena.ScenePictures;
import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.geometry.Size;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The arena's objects as JSON.
final class ArenaJson {
    private static final int VERSION = 1;
    private static final JsonMapper JSON = new JsonMapper();

    private ArenaJson() {}

    static byte[] bytes(JsonNode json) {
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// @param key of the object
    /// @throws PermanentFailure naming it, when it is not what it must be
    static <T> T read(String key, byte[] bytes, Function<JsonNode, T> parsed) {
        try {
            var json = JSON.readTree(bytes);
            int version = json.path("version").asInt();
            if (version != VERSION) {
                throw PermanentFailure.damaged(key, "has version %d, not %d".formatted(version, VERSION));
            }
            return parsed.apply(json);
        } catch (IOException | IllegalArgumentException | NullPointerException | DateTimeException e) {
            throw new PermanentFailure("%s is damaged: %s".formatted(key, e.getMessage()), e);
        }
    }

    static ObjectNode of(PublishedArena published) {
        var arena = published.arena();
        var json = object().put("id", published.id()).put("title", arena.title());
        json.put("budget", arena.budget()).put("seed", arena.seed());
        addAll(json.putArray("contenders"), arena.contenders());
        json.set("origins", JSON.valueToTree(published.origins()));
        var scenes = json.putArray("scenes");
        for (var scene : arena.scenes()) {
            var node = scenes.addObject().put("id", scene.id()).put("image", scene.image());
            addAll(node.putArray("tags"), scene.tags().stream().sorted().toList());
            var size = published.size(scene.id());
            node.put("width", size.width()).put("height", size.height());
            var pictures = node.putArray("pictures");
            for (var contender : arena.contenders()) {
                pictures.addObject()
                        .put("contender", contender)
                        .put("picture", published.key(scene.id(), new Picture(contender, false)))
                        .put("damaged", published.key(scene.id(), new Picture(contender, true)));
            }
        }
        return json;
    }

    static PublishedArena arena(JsonNode json) {
        var scenes = new ArrayList<Scene>();
        var pictures = new HashMap<String, ScenePictures>();
        for (var node : json.required("scenes")) {
            var scene = new Scene(
                    text(node, "id"),
                    text(node, "image"),
                    texts(node.required("tags")).stream().collect(Collectors.toSet()));
            var keys = new HashMap<Picture, String>();
            for (var picture : node.required("pictures")) {
                keys.put(new Picture(text(picture, "contender"), false), text(picture, "picture"));
                keys.put(new Picture(text(picture, "contender"), true), text(picture, "damaged"));
            }
            scenes.add(scene);
            pictures.put(scene.id(), new ScenePictures(new Size(number(node, "width"), number(node, "height")), keys));
        }
        var arena = new Arena(
                text(json, "title"),
                texts(json.required("contenders")),
                scenes,
                number(json, "budget"),
                json.required("seed").longValue());
        return new PublishedArena(text(json, "id"), arena, pictures, origins(json.path("origins")));
    }

    /// Reads what the pictures were made of, which arenas of earlier versions do not say.
    private static Origins origins(JsonNode json) {
        try {
            return json.isMissingNode() ? Origins.UNKNOWN : JSON.treeToValue(json, Origins.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("origins: " + e.getOriginalMessage(), e);
        }
    }

    static ObjectNode of(Judge judge) {
        return object().put("id", judge.id())
                .put("name", judge.name())
                .put("keyHash", judge.keyHash())
                .put("invitedAt", judge.invitedAt().toString());
    }

    static Judge judge(JsonNode json) {
        return new Judge(text(json, "id"), text(json, "name"), text(json, "keyHash"), instant(json, "invitedAt"));
    }

    static ObjectNode of(Asked asked) {
        var question = asked.question();
        var json = object().put("judge", asked.judge()).put("number", asked.number());
        json.put("askedAt", asked.at().toString()).put("scene", question.scene());
        json.set("left", of(question.left()));
        json.set("right", of(question.right()));
        question.repeats().ifPresent(number -> json.put("repeats", number));
        return json;
    }

    static Asked asked(JsonNode json) {
        var repeats = json.has("repeats") ? OptionalInt.of(number(json, "repeats")) : OptionalInt.empty();
        var question = new Question(
                text(json, "scene"), picture(json.required("left")), picture(json.required("right")), repeats);
        return new Asked(text(json, "judge"), number(json, "number"), question, instant(json, "askedAt"));
    }

    static ObjectNode of(Vote vote) {
        var json = of(vote.asked()).put("choice", name(vote.choice()));
        addAll(
                json.putArray("reasons"),
                vote.answer().reasons().stream().map(ArenaJson::name).sorted().toList());
        return json.put("votedAt", vote.at().toString());
    }

    static Vote vote(JsonNode json) {
        var reasons = texts(json.required("reasons")).stream()
                .map(text -> Reason.valueOf(text.toUpperCase(Locale.ROOT)))
                .collect(Collectors.toSet());
        var choice = Choice.valueOf(text(json, "choice").toUpperCase(Locale.ROOT));
        return new Vote(asked(json), new Answer(choice, reasons), instant(json, "votedAt"));
    }

    private static ObjectNode object() {
        return JSON.createObjectNode().put("version", VERSION);
    }

    private static ObjectNode of(Picture picture) {
        return JSON.createObjectNode().put("contender", picture.contender()).put("damaged", picture.damaged());
    }

    private static Picture picture(JsonNode json) {
        return new Picture(text(json, "contender"), json.required("damaged").booleanValue());
    }

    private static void addAll(ArrayNode array, Collection<String> texts) {
        texts.forEach(array::add);
    }

    private static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static String text(JsonNode json, String name) {
        return json.required(name).requireNonNull().asText();
    }

    private static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::asText).toList();
    }

    private static int number(JsonNode json, String name) {
        return json.required(name).intValue();
    }

    private static Instant instant(JsonNode json, String name) {
        return Instant.parse(text(json, name));
    }
}
