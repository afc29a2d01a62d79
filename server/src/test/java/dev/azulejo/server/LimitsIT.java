package dev.azulejo.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.azulejo.api.contract.ApiCaller.Answer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What tenants may use, on a server that runs. Each test has a tenant of its own.
class LimitsIT {
    private static final Map<String, ?> SAME = Map.of("recipe", "resize", "percent", 100);

    /// A tenth of a megapixel.
    private static final int WIDTH = 500;

    private static final int HEIGHT = 200;

    @TempDir
    private static Path data;

    @AutoClose
    private static Served served;

    @BeforeAll
    static void serve() {
        served = Served.on(data);
    }

    private static Served tenant(String name, String... limits) {
        var key = Served.key(data, name);
        var arguments =
                Stream.concat(Stream.of("limits", name), Stream.of(limits)).toArray(String[]::new);
        assertThat(Served.keys(data, arguments).exit()).isZero();
        return served.as(key);
    }

    private static Answer submit(Served by, String upload) {
        return by.post("/v1/jobs", Map.of("input", Map.of("upload", upload), "options", SAME));
    }

    private static String type(Answer answer) {
        return answer.json().path("type").asText();
    }

    @Test
    void requestsAreCountedAndToldOf() {
        var ana = tenant("ana", "--requests-per-minute", "5");
        for (int left = 4; left >= 0; left--) {
            var answer = ana.get("/v1/recipes");
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.headers().get("ratelimit-policy")).containsExactly("\"requests\";q=5;w=60");
            assertThat(answer.header("ratelimit")).matches("\"requests\";r=%d;t=[0-9]{1,2}".formatted(left));
        }
        var refused = ana.get("/v1/jobs");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(type(refused)).isEqualTo("/v1/problems/too-many-requests");
        assertThat(refused.header("retry-after")).matches("[1-9][0-9]?");
        assertThat(refused.header("ratelimit")).startsWith("\"requests\";r=0;t=");

        assertThat(served.get("/v1/recipes").headers()).doesNotContainKeys("ratelimit", "ratelimit-policy");
        assertThat(served.get("/v1/health").headers()).doesNotContainKey("ratelimit");
    }

    /// Whoever asks at once for ten times as much gets as much as there is, and not one more.
    @Test
    void fiftyAtOnceGetTenWhereTenAreAllowed() throws InterruptedException {
        var ben = tenant("ben", "--requests-per-minute", "none", "--month-megapixels", "1");
        var uploads = IntStream.range(0, 50)
                .mapToObj(number -> ben.upload("a.png", Served.png(number, WIDTH, HEIGHT)))
                .toList();
        List<Answer> answers;
        try (var all = Executors.newVirtualThreadPerTaskExecutor()) {
            answers =
                    all
                            .invokeAll(uploads.stream()
                                    .map(upload -> (Callable<Answer>) () -> submit(ben, upload))
                                    .toList())
                            .stream()
                            .map(Future::resultNow)
                            .toList();
        }
        assertThat(answers.stream().filter(answer -> answer.status() == 202)).hasSize(10);
        assertThat(answers.stream().filter(answer -> answer.status() != 202))
                .allMatch(answer -> answer.status() == 402)
                .allMatch(answer -> type(answer).equals("/v1/problems/budget-spent"))
                .allMatch(answer -> answer.json().get("detail").asText().contains("0.100 megapixels"));

        var accepted = IntStream.range(0, 50)
                .filter(number -> answers.get(number).status() == 202)
                .findFirst()
                .orElseThrow();
        var again = submit(ben, uploads.get(accepted));
        assertThat(again.status()).isEqualTo(202);
        assertThat(again.json().get("id"))
                .isEqualTo(answers.get(accepted).json().get("id"));
        var used = ben.get("/v1/limits").json().at("/monthMegapixels");
        assertThat(used.get("used").asDouble()).isEqualTo(1);
        assertThat(used.get("allowed").asInt()).isEqualTo(1);
    }

    /// They wait behind a job of somebody else that takes longer.
    @Test
    void whatIsOpenIsLimitedAndFreeAgainOnceItHasEnded() {
        var cleo = tenant("cleo", "--open-megapixels", "1");
        var first = cleo.upload("a.png", Served.png(91, 1000, 700));
        var second = cleo.upload("b.png", Served.png(92, 1000, 600));
        var long0 = served.submit(served.upload("b.png", Served.png(90, 700, 700)), Map.of("recipe", "photo-x2"));
        var job = submit(cleo, first);
        assertThat(job.status()).isEqualTo(202);
        var refused = submit(cleo, second);
        assertThat(refused.status()).as(refused.text()).isEqualTo(429);
        assertThat(type(refused)).isEqualTo("/v1/problems/too-much-open");
        assertThat(refused.json().get("detail").asText()).contains("0.600", "of 1 ", "0.700");
        assertThat(refused.headers()).containsKey("retry-after");
        assertThat(submit(cleo, first).status()).isEqualTo(202);
        assertThat(cleo.get("/v1/limits").json().at("/openMegapixels/used").asDouble())
                .isEqualTo(0.7, within(1e-9));

        served.post("/v1/jobs/" + long0 + "/cancel", Map.of());
        cleo.ended(job.json().get("id").asText());
        assertThat(cleo.get("/v1/limits").json().at("/openMegapixels/used").asDouble())
                .isZero();
        var accepted = submit(cleo, second);
        assertThat(accepted.status()).as(accepted.text()).isEqualTo(202);
        cleo.ended(accepted.json().get("id").asText());
    }

    @Test
    void whatIsLargerThanTheLimitIsNotToBeTriedAgain() {
        var dora = tenant("dora", "--open-megapixels", "1");
        var refused = submit(dora, dora.upload("a.png", Served.png(93, 1001, 1000)));
        assertThat(refused.status()).isEqualTo(403);
        assertThat(type(refused)).isEqualTo("/v1/problems/beyond-limit");
        assertThat(refused.headers()).doesNotContainKey("retry-after");
        assertThat(dora.get("/v1/jobs").json().get("jobs")).isEmpty();
    }

    @Test
    void whoeverHasNoLimitsIsToldSo() {
        var limits = served.get("/v1/limits").json();
        assertThat(limits.get("requestsPerMinute").isNull()).isTrue();
        assertThat(limits.get("openMegapixels").isNull()).isTrue();
        assertThat(limits.get("monthMegapixels").isNull()).isTrue();
    }
}
