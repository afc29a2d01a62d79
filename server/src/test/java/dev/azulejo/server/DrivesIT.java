package dev.azulejo.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Who may connect drives, and what is refused. The page: `DrivesPageIT`.
class DrivesIT {
    @TempDir
    private static Path data;

    @AutoClose
    private static Served served;

    @BeforeAll
    static void serve() {
        served = Served.on(data);
    }

    @Test
    void drivesAreForWhoeverHasTheMachine() {
        var key = Served.key(data, "ana");
        var other = served.as(key);
        assertThat(other.get("/v1/recipes").status()).isEqualTo(200);
        var order = Map.of("kind", "dropbox", "name", "default", "clientId", "app");
        for (var answer : List.of(
                other.get("/v1/drives"), other.post("/v1/drives", order), other.delete("/v1/drives/dropbox/default"))) {
            assertThat(answer.status()).isEqualTo(404);
        }
        assertThat(served.as("azl_none").get("/v1/drives").status()).isEqualTo(401);
        assertThat(served.get("/v1/drives").json().get("kinds").findValuesAsText("kind"))
                .contains("dropbox", "gdrive", "onedrive");
    }

    @Test
    void aQuestionKeepsToOneNewState() {
        var order = Map.of("kind", "gdrive", "name", "default", "clientId", "an app & more");
        var page = served.post("/v1/drives", order).json().get("page").asText();
        assertThat(page)
                .startsWith("https://accounts.google.com/")
                .contains("client_id=an+app+%26+more", "code_challenge_method=S256", "connected");
        assertThat(served.post("/v1/drives", order).json().get("page").asText()).isNotEqualTo(page);
        assertThat(served.get("/v1/drives").json().get("connected")).isEmpty();
        assertThat(served.delete("/v1/drives/gdrive/default").status()).isEqualTo(404);
    }

    @Test
    void allThatIsWrongIsSaidAtOnce() {
        var wrong = served.post("/v1/drives", Map.of("kind", "tape", "name", "My Shop", "more", 1));
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.json().get("errors").findValuesAsText("pointer"))
                .containsExactlyInAnyOrder("/kind", "/name", "/clientId", "/more");
        assertThat(served.post("/v1/drives", List.of()).status()).isEqualTo(400);
    }

    @Test
    void anAnswerToNoQuestionOfOursIsRefused() {
        for (var query : List.of("", "?code=1", "?code=1&state=guess", "?state=%25zz")) {
            var answer = served.get("/connected" + query);
            assertThat(answer.status()).as(query).isEqualTo(303);
            assertThat(answer.header("Location")).endsWith("/drives.html#refused");
        }
    }
}
