package dev.azulejo.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.azulejo.api.contract.ApiCaller.Answer;
import dev.azulejo.imaging.png.PngChunks;
import dev.azulejo.server.Guesser.Guessed;
import dev.azulejo.server.Guesser.Pair;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whether anything but its pixels tells who made a picture: three tools whose files differ as files of tools do (a
/// profile, a text, another format), an arena of them, and a judge who does not look at pictures but at headers,
/// lengths and chunks.
class BlindnessIT {
    private static final int IMAGES = 80;
    private static final int QUESTIONS = 200;
    private static final int BEHIND_HEADER = 33;

    /// Lengths of different pairs of tools have nothing to do with each other: each kind is learned by itself.
    private final Map<String, List<Pair>> kinds = new TreeMap<>();

    @TempDir
    private Path folder;

    @Test
    void headersLengthsAndChunksTellNothing() throws IOException {
        var arena = arena();
        try (var served =
                Served.on(folder.resolve("data"), "--arena", arena.folder().toString())) {
            var invitation = arena.invite("Bytes", served.address().toString());
            var judge = served.as(invitation.key());
            var questions = "/v1/arenas/" + invitation.arena() + "/questions";
            for (int asked = 0; asked < QUESTIONS; asked++) {
                var number =
                        judge.post(questions, Map.of()).json().get("number").asInt();
                var path = questions + "/" + number;
                add(arena, number, judge.get(path + "/left"), judge.get(path + "/right"));
                assertThat(judge.put(path + "/vote", new ObjectMapper().writeValueAsBytes(Map.of("choice", "tie")))
                                .status())
                        .isEqualTo(200);
            }
        }
        assertThat(kinds.keySet()).as("who made it, and which one is damaged").hasSizeGreaterThanOrEqualTo(6);
        var guessed = kinds.values().stream().map(Guesser::guess).reduce(new Guessed(0, 0), Guessed::and);
        assertThat(guessed.of()).isEqualTo(QUESTIONS);
        assertThat(guessed.low()).as("%s", guessed).isLessThanOrEqualTo(0.5);
    }

    private ServedArena arena() throws IOException {
        var below = folder.resolve("made");
        ServedArena.writeCandidates(below, IMAGES);
        for (int image = 0; image < IMAGES; image++) {
            var soft = below.resolve("soft/photo-%d.png".formatted(image));
            Files.write(soft, withProfile(Files.readAllBytes(soft)));
            var softer = below.resolve("softer/photo-%d.png".formatted(image));
            var picture = ImageIO.read(softer.toFile());
            Files.delete(softer);
            ImageIO.write(
                    picture,
                    "jpg",
                    below.resolve("softer/photo-%d.jpg".formatted(image)).toFile());
        }
        return ServedArena.of(below, "--crops", "1");
    }

    /// The same samples, with the profile and the name of a program.
    private static byte[] withProfile(byte[] png) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var out = new DeflaterOutputStream(packed)) {
            out.write(ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData());
        }
        var chunks = new PngChunks(png.length + packed.size());
        chunks.add(ByteBuffer.allocate(BEHIND_HEADER).put(png, 0, BEHIND_HEADER).array());
        chunks.profile(packed.toByteArray());
        chunks.chunk("tEXt", "Software\0Soft 1.0".getBytes(StandardCharsets.US_ASCII));
        var rest = new byte[png.length - BEHIND_HEADER];
        System.arraycopy(png, BEHIND_HEADER, rest, 0, rest.length);
        chunks.add(rest);
        return chunks.toByteArray();
    }

    private void add(ServedArena arena, int number, Answer left, Answer right) throws IOException {
        var question = question(arena, number);
        var one = maker(question.get("left"));
        var other = maker(question.get("right"));
        boolean leftIsFirst = one.compareTo(other) < 0;
        kinds.computeIfAbsent(leftIsFirst ? one + " " + other : other + " " + one, _ -> new ArrayList<>())
                .add(new Pair(told(left), told(right), leftIsFirst));
    }

    private static JsonNode question(ServedArena arena, int number) throws IOException {
        try (var judges = Files.list(arena.folder().resolve("asked"))) {
            var its = judges.findFirst().orElseThrow().resolve("%06d.json".formatted(number));
            return new ObjectMapper().readTree(its.toFile());
        }
    }

    private static String maker(JsonNode picture) {
        return picture.get("contender").asText() + (picture.get("damaged").asBoolean() ? "-damaged" : "");
    }

    /// What is known of a picture to whoever does not look at it.
    private static Map<String, Double> told(Answer answer) {
        var told = new HashMap<String, Double>();
        answer.headers().forEach((name, values) -> {
            if (!name.equals("date")) {
                told.put("header %s %s".formatted(name, values), 1.0);
                told.put("length of header " + name, (double) values.toString().length());
            }
        });
        told.put("bytes", (double) answer.bytes().length);
        var file = ByteBuffer.wrap(answer.bytes()).position(8);
        for (int place = 0; file.hasRemaining(); place++) {
            int length = file.getInt();
            var name = new byte[4];
            file.get(name);
            var chunk = new String(name, StandardCharsets.US_ASCII);
            told.put("chunk %d is %s".formatted(place, chunk), 1.0);
            told.merge("chunks " + chunk, 1.0, Double::sum);
            told.merge("bytes of " + chunk, (double) length, Double::sum);
            for (int at = 0; at < Math.min(length, chunk.equals("IDAT") ? 2 : 13); at++) {
                told.put("%s byte %d".formatted(chunk, at), (double) file.get(file.position() + at));
            }
            file.position(file.position() + length + 4);
        }
        return told;
    }

    /// What it would be like if there were something to tell.
    @Test
    void theGuesserFindsWhatThereIsToFind() {
        var pairs = new ArrayList<Pair>();
        for (int i = 0; i < QUESTIONS; i++) {
            boolean leftIsFirst = i * 7 % 13 < 6;
            double surplus = leftIsFirst ? 3 : -3;
            pairs.add(new Pair(Map.of("bytes", 1000 + i + surplus), Map.of("bytes", 1000.0 + i), leftIsFirst));
        }
        assertThat(Guesser.guess(pairs).low()).isGreaterThan(0.9);
    }
}
