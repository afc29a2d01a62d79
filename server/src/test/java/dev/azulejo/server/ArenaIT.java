package dev.azulejo.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.azulejo.api.contract.ApiCaller;
import dev.azulejo.api.contract.ApiCaller.Answer;
import dev.azulejo.server.ServedArena.Invitation;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An arena from the candidates to the result, over HTTP. The page: `ArenaPageIT`.
class ArenaIT {
    private static final Map<String, Object> LEFT = Map.of("choice", "left", "reasons", List.of("sharper"));

    @TempDir
    private static Path folder;

    private static ServedArena arena;

    @AutoClose
    private static Served served;

    @BeforeAll
    static void serve() {
        arena = ServedArena.make(folder.resolve("made"), 4, "--tag", "text=photo-[01]");
        served = start();
    }

    /// Beside another: one test ends with two servers on the folder.
    private static Served start() {
        return Served.on(folder.resolve("data"), "--arena", arena.folder().toString(), "--beside-another");
    }

    /// A judge at the API.
    private static final class Seat {
        private final String path;
        private final Served caller;

        Seat(String name) {
            this(arena.invite(name, served.address().toString()), served);
        }

        Seat(Invitation invitation, Served served) {
            path = "/v1/arenas/" + invitation.arena();
            caller = served.as(invitation.key());
        }

        Answer next() {
            return caller.post(path + "/questions", Map.of());
        }

        Answer vote(Object number, Object body) {
            try {
                return caller.put(path + "/questions/" + number + "/vote", new ObjectMapper().writeValueAsBytes(body));
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }

        Answer picture(Object number, String side) {
            return caller.get(path + "/questions/" + number + "/" + side);
        }

        /// What somebody sees who looks: the side with more contrast.
        String sharper(int number) {
            double left = contrast(ApiCaller.decoded(picture(number, "left").bytes()));
            double right = contrast(ApiCaller.decoded(picture(number, "right").bytes()));
            return left > right ? "left" : "right";
        }

        private static double contrast(BufferedImage image) {
            double sum = 0;
            for (int y = 0; y < image.getHeight(); y++) {
                for (int x = 1; x < image.getWidth(); x++) {
                    sum += Math.abs((image.getRGB(x, y) & 0xff) - (image.getRGB(x - 1, y) & 0xff));
                }
            }
            return sum;
        }
    }

    @Test
    void judgesWhoLookAgreeAndTheOneWhoDoesNotIsFound() {
        for (var name : List.of("Ana", "Ben", "Lazy")) {
            var seat = new Seat(name);
            var question = seat.next().json();
            for (int votes = 0; !question.has("done") && votes < 40; votes++) {
                int number = question.get("number").asInt();
                var choice = name.equals("Lazy") ? "tie" : seat.sharper(number);
                var vote = seat.vote(number, Map.of("choice", choice, "reasons", List.of("detail")));
                assertThat(vote.status()).as(vote.text()).isEqualTo(200);
                question = seat.next().json();
                assertThat(question.get("answered").asInt()).isEqualTo(votes + 1);
            }
        }
        var text = arena.result();
        assertThat(text.exit()).as(text.err()).isZero();
        assertThat(text.out()).contains("crisp over soft", "Lazy", "DOES NOT COUNT: did not see the damaged picture");
        var json = result();
        assertThat(json.at("/ranking/places").findValuesAsText("contender")).containsExactly("crisp", "soft", "softer");
        assertThat(json.at("/tags/text/places/0/contender").asText()).isEqualTo("crisp");
        assertThat(json.at("/reasons/crisp/detail").asInt()).isPositive();
        var counts = new TreeMap<String, Boolean>();
        json.get("judges")
                .forEach(judge -> counts.put(
                        judge.get("name").asText(), judge.get("counts").asBoolean()));
        assertThat(counts).containsEntry("Ana", true).containsEntry("Ben", true).containsEntry("Lazy", false);
    }

    private static JsonNode result() {
        try {
            return new ObjectMapper().readTree(arena.result("--json").out());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aProfileIsAppliedAndTellsNobodyWhoMadeAPicture(@TempDir Path below) throws IOException {
        ServedArena.writeCandidates(below, 1);
        var profiled = below.resolve("soft/photo-0.png");
        Files.write(profiled, withLinearProfile(Files.readAllBytes(profiled)));
        var folder = below.resolve("arena");
        var made = ServedArena.run(
                "make",
                folder.toString(),
                "--crop-side=200",
                "--candidates=crisp=" + below.resolve("crisp"),
                "--candidates=soft=" + below.resolve("soft"));
        assertThat(made.exit()).as(made.err()).isZero();
        var means = new TreeMap<String, Double>();
        for (var picture : new ObjectMapper()
                .readTree(folder.resolve("arena.json").toFile())
                .at("/scenes/0/pictures")) {
            var png = Files.readAllBytes(folder.resolve(picture.get("picture").asText()));
            assertThat(new String(png, StandardCharsets.ISO_8859_1)).doesNotContain("iCCP");
            means.put(picture.get("contender").asText(), mean(ApiCaller.decoded(png)));
        }
        assertThat(means.getOrDefault("soft", 0.0))
                .as("215 of 255 of the light is 236 in sRGB: %s", means)
                .isGreaterThan(means.getOrDefault("crisp", 255.0) + 10);
    }

    /// The same samples, said to be proportional to light.
    private static byte[] withLinearProfile(byte[] png) throws IOException {
        var packed = new ByteArrayOutputStream();
        packed.writeBytes("linear\0\0".getBytes(StandardCharsets.US_ASCII));
        try (var out = new DeflaterOutputStream(packed)) {
            out.write(ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB).getData());
        }
        var chunk = ByteBuffer.allocate(4 + packed.size()).put("iCCP".getBytes(StandardCharsets.US_ASCII));
        chunk.put(packed.toByteArray());
        var sum = new CRC32();
        sum.update(chunk.array());
        int afterHeader = 33;
        return ByteBuffer.allocate(png.length + packed.size() + 12)
                .put(png, 0, afterHeader)
                .putInt(packed.size())
                .put(chunk.array())
                .putInt((int) sum.getValue())
                .put(png, afterHeader, png.length - afterHeader)
                .array();
    }

    private static double mean(BufferedImage image) {
        double sum = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                sum += image.getRGB(x, y) >> 8 & 0xff;
            }
        }
        return sum / image.getWidth() / image.getHeight();
    }

    @Test
    void nothingButThePicturesThemselvesTellsThemApart() {
        var seat = new Seat("Curious");
        for (int i = 0; i < 6; i++) {
            var question = seat.next();
            int number = question.json().get("number").asInt();
            assertThat(question.json().fieldNames())
                    .toIterable()
                    .containsExactlyInAnyOrder("number", "width", "height", "answered");
            var left = seat.picture(number, "left");
            var right = seat.picture(number, "right");
            assertThat(left.bytes()).hasSameSizeAs(right.bytes()).isNotEqualTo(right.bytes());
            assertThat(headers(left))
                    .isEqualTo(headers(right))
                    .containsEntry("cache-control", List.of("no-transform, no-store"));
            assertThat(ApiCaller.decoded(left.bytes()).getWidth())
                    .isEqualTo(question.json().get("width").asInt());
            for (var said : List.of(question, seat.caller.get(seat.path), left, right)) {
                assertThat(said.text()).doesNotContain("crisp", "soft", "photo-", "damaged");
            }
            assertThat(seat.vote(number, LEFT).status()).isEqualTo(200);
        }
    }

    private static Map<String, List<String>> headers(Answer answer) {
        var headers = new TreeMap<>(answer.headers());
        assertThat(String.valueOf(headers.remove("x-request-id")))
                .as("by chance alone")
                .matches("\\[r[0-9a-f]{24}]");
        headers.remove("date");
        return headers;
    }

    @Test
    void aVoteThatIsSentTwiceCountsOnceAndAnotherOneIsRefused() {
        var seat = new Seat("Twice");
        int number = seat.next().json().get("number").asInt();
        assertThat(seat.vote(number, LEFT).json().get("counted").asBoolean()).isTrue();
        assertThat(seat.vote(number, LEFT).json().get("counted").asBoolean()).isFalse();
        var other = seat.vote(number, Map.of("choice", "right"));
        assertThat(other.status()).isEqualTo(409);
        assertThat(other.text()).contains("the first one stays");
    }

    @Test
    void onlyWhatWasAskedIsAnsweredAndOnlyByItsJudge() {
        var seat = new Seat("Guesser");
        int number = seat.next().json().get("number").asInt();
        for (var junk : List.of(number + 1, 9_999_999, -1, "00", "1e3", "..%2F0", "x".repeat(300))) {
            assertThat(seat.vote(junk, LEFT).status()).as("%s", junk).isEqualTo(404);
            assertThat(seat.picture(junk, "left").status()).as("%s", junk).isEqualTo(404);
        }
        assertThat(seat.picture(number, "middle").status()).isEqualTo(404);
        assertThat(seat.vote(number, Map.of("choice", "left", "reasons", List.of("bribed")))
                        .text())
                .contains("bribed", "sharper");
        assertThat(seat.vote(number, Map.of("choice", "LEFT; DROP")).status()).isEqualTo(422);
        assertThat(seat.vote(number, Map.of("choice", "left", "judge", "Ana")).status())
                .isEqualTo(422);
        assertThat(seat.vote(number, List.of()).status()).isEqualTo(400);
        var huge = seat.vote(number, Map.of("choice", "x".repeat(2 << 20)));
        assertThat(huge.status()).isBetween(400, 422);
        assertThat(huge.header("content-type")).contains("problem+json");
        assertThat(seat.vote(number, LEFT).json().get("counted").asBoolean())
                .as("nothing of all that was taken")
                .isTrue();
    }

    @Test
    void withoutAKeyOfThatArenaNothingIsSaid() {
        var seat = new Seat("Known");
        var none = served.as("azj_" + "0".repeat(32));
        var owner = served;
        for (var caller : List.of(none, owner)) {
            for (var path : List.of(seat.path, "/v1/arenas/0000000000000000", seat.path + "/questions/0/left")) {
                var answer = caller.get(path);
                assertThat(answer.status()).isEqualTo(401);
                assertThat(answer.text()).contains("invitation");
            }
        }
        var stranger = seat.caller.get("/v1/jobs");
        assertThat(stranger.status()).as("a judge's key opens nothing else").isEqualTo(401);
        assertThat(seat.caller
                        .send("GET", seat.path, BodyPublishers.noBody(), Map.of("Authorization", ""))
                        .status())
                .isEqualTo(401);
    }

    @Test
    void whatWasAcknowledgedSurvivesAKill() throws IOException {
        var invitation = arena.invite("Survivor", served.address().toString());
        try (var first = start()) {
            var seat = new Seat(invitation, first);
            assertThat(seat.vote(seat.next().json().get("number").asInt(), LEFT).status())
                    .isEqualTo(200);
            var open = seat.next().json();
            first.kill();
            try (var second = start()) {
                var again = new Seat(invitation, second);
                assertThat(again.vote(0, LEFT).json().get("counted").asBoolean())
                        .as("sent again, as its answer might have been lost")
                        .isFalse();
                assertThat(again.next().json()).isEqualTo(open);
            }
        }
    }

    @Test
    void whatIsWrongWithAPlaceIsSaidBeforeTheServerStarts() throws IOException {
        var empty = Files.createDirectories(folder.resolve("empty"));
        var started = Served.run(
                Map.of(),
                "serve",
                "--port",
                "0",
                "--data",
                folder.resolve("none").toString(),
                "--arena",
                empty.toString());
        assertThat(started.exit()).isEqualTo(66);
        assertThat(started.err()).contains("there is no arena in", "azulejo arena make");
        var again = ServedArena.run(
                "make", arena.folder().toString(), "--candidates", "a=" + empty, "--candidates", "b=" + empty);
        assertThat(again.exit()).isEqualTo(73);
        assertThat(new String(Files.readAllBytes(arena.folder().resolve("arena.json")), StandardCharsets.UTF_8))
                .contains("crisp");
    }
}
