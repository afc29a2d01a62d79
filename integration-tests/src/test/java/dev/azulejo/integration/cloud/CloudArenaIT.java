package dev.azulejo.integration.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.azulejo.api.contract.ApiCaller;
import dev.azulejo.api.contract.ApiCaller.Answer;
import dev.azulejo.cloud.StackOutput;
import dev.azulejo.server.ServedArena;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/// People vote by the function behind the gateway, in an arena that an operator has made in the bucket of jobs. The
/// function's role may add questions and votes there, and nothing else.
@OnCloud
@TestInstance(Lifecycle.PER_CLASS)
class CloudArenaIT {
    private static final Pattern PLACE = Pattern.compile("arena invite (\\S+/arenas/([0-9a-v]{32})) NAME");
    private static final Pattern KEY = Pattern.compile("/arena\\.html#arena=[0-9a-v]{32}&key=(azj_[0-9a-v]{32})");

    private final Cloud cloud;
    private final ApiCaller operator;
    private String place = "";
    private String path = "";

    CloudArenaIT(Cloud cloud) {
        this.cloud = cloud;
        operator = CloudApi.of(cloud, "operators");
    }

    @BeforeAll
    void make(@TempDir Path folder) {
        ServedArena.writeCandidates(folder, 2);
        var said = arena(
                "make",
                "s3://%s/arenas/{id}".formatted(cloud.output(StackOutput.WORK_BUCKET)),
                "--crop-side=200",
                "--candidates=a=" + folder.resolve("crisp"),
                "--candidates=b=" + folder.resolve("soft"));
        var named = PLACE.matcher(said);
        assertThat(named.find()).as(said).isTrue();
        place = named.group(1);
        path = "/v1/arenas/" + named.group(2);
    }

    private String arena(String... arguments) {
        var ran = ServedArena.run(cloud.environment(), arguments);
        assertThat(ran.exit()).as(ran.err()).isZero();
        return ran.out();
    }

    private ApiCaller judge(String name) {
        var said = arena("invite", place, name, "--address", operator.address().toString());
        var key = KEY.matcher(said);
        assertThat(key.find()).as(said).isTrue();
        return new ApiCaller(operator.address().toString(), key.group(1));
    }

    private Answer vote(ApiCaller judge, int number, String choice) {
        try {
            return judge.put(
                    "%s/questions/%d/vote".formatted(path, number),
                    new JsonMapper().writeValueAsBytes(Map.of("choice", choice)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Answer picture(ApiCaller judge, int number, String side) {
        return judge.send(
                "GET",
                "%s/questions/%d/%s".formatted(path, number, side),
                BodyPublishers.noBody(),
                Map.of("Accept", "image/png"));
    }

    @Test
    void aJudgeLooksAndVotesUntilNothingIsLeft() {
        var ana = judge("Ana");
        assertThat(ana.get(path).json().get("title").asText()).isEqualTo("Which looks better?");
        int votes = 0;
        for (var question = ask(ana); !question.json().has("done"); question = ask(ana)) {
            int number = question.json().get("number").asInt();
            assertThat(number).isEqualTo(votes);
            for (var side : List.of("left", "right")) {
                var picture = picture(ana, number, side);
                assertThat(picture.status()).as(picture.text()).isEqualTo(200);
                assertThat(ApiCaller.decoded(picture.bytes()).getWidth())
                        .isEqualTo(question.json().get("width").asInt());
            }
            assertThat(vote(ana, number, "left").json().get("counted").asBoolean())
                    .isTrue();
            votes++;
        }
        assertThat(votes).isPositive();
        assertThat(arena("result", place)).contains(" over ", "Ana", votes + " votes, catch");
    }

    private Answer ask(ApiCaller judge) {
        var asked = judge.post(path + "/questions", Map.of());
        assertThat(asked.status()).as(asked.text()).isEqualTo(200);
        return asked;
    }

    /// S3 takes the first of them, whichever function writes it.
    @Test
    void ofVotesAtTheSameMomentOneCounts() {
        var ben = judge("Ben");
        int number = ask(ben).json().get("number").asInt();
        var choices = List.of("left", "right", "tie", "left", "right", "tie");
        var answers = IntStream.range(0, choices.size())
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> vote(ben, number, choices.get(i))))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();
        assertThat(answers).allMatch(answer -> answer.status() == 200 || answer.status() == 409);
        assertThat(answers.stream()
                        .filter(answer -> answer.status() == 200)
                        .filter(answer -> answer.json().get("counted").asBoolean()))
                .hasSize(1);
        assertThat(ask(ben).json().get("number").asInt()).isEqualTo(number + 1);
    }

    @Test
    void withoutAKeyOfThatArenaNothingIsSaid() {
        var cleo = judge("Cleo");
        var nobody = new ApiCaller(operator.address().toString(), "azj_" + "0".repeat(32));
        for (var caller : List.of(operator, nobody)) {
            for (var some : List.of(path, "/v1/arenas/" + "0".repeat(32), "/v1/arenas/x", path + "/questions/0/left")) {
                assertThat(caller.get(some).status()).as(some).isEqualTo(401);
            }
        }
        assertThat(cleo.get("/v1/arenas/" + "0".repeat(32)).status()).isEqualTo(401);
        assertThat(cleo.get("/v1/jobs").status())
                .as("a judge's key opens nothing else")
                .isEqualTo(401);
    }

    @Test
    void thePageIsThere() {
        var page = operator.send("GET", "/v1/arena.html", BodyPublishers.noBody(), Map.of("Authorization", ""));
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.text()).contains("arena.js");
    }
}
