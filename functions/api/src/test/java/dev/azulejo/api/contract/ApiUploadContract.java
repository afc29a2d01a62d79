package dev.azulejo.api.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.azulejo.api.contract.ApiCaller.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What people do with uploads, wherever the API runs. Jobs need not be made: it is enough that they begin.
public abstract class ApiUploadContract {
    private static final Map<String, ?> HALF = Map.of("recipe", "resize", "percent", 50);
    private static final byte[] PNG = ApiCaller.png(50, 40, 40);

    protected abstract ApiCaller caller();

    /// Whether links can be taken back. Those of S3 cannot: they write where nothing is, whatever was there before.
    protected abstract boolean linksCanBeTakenBack();

    private JsonNode announced() {
        return caller().post("/v1/uploads", Map.of("name", "a.png", "bytes", PNG.length))
                .json();
    }

    private static String id(JsonNode upload) {
        return upload.get("id").asText();
    }

    private Answer put(JsonNode upload, byte[] bytes) {
        var part = upload.at("/parts/0");
        var headers = new HashMap<String, String>();
        part.get("headers")
                .properties()
                .forEach(
                        header -> headers.put(header.getKey(), header.getValue().asText()));
        headers.put("Authorization", "");
        return caller().send("PUT", part.get("url").asText(), BodyPublishers.ofByteArray(bytes), headers);
    }

    private Answer submit(String upload) {
        return caller().post("/v1/jobs", Map.of("input", Map.of("upload", upload), "options", HALF));
    }

    private Answer get(String upload) {
        return caller().get("/v1/uploads/" + upload);
    }

    private Answer delete(String upload) {
        return caller().delete("/v1/uploads/" + upload);
    }

    private List<String> listed() {
        var ids = new ArrayList<String>();
        var cursor = "";
        do {
            var page = caller().get("/v1/uploads?limit=2" + cursor).json();
            page.get("uploads").forEach(upload -> ids.add(id(upload)));
            cursor = page.get("next").isNull()
                    ? ""
                    : "&cursor=" + page.get("next").asText();
        } while (!cursor.isEmpty());
        return ids;
    }

    private static byte[] others() {
        var bytes = PNG.clone();
        bytes[bytes.length - 1] ^= 1;
        return bytes;
    }

    @Test
    void uploadsAreListedAndSayWhatTheyAre() {
        var empty = announced();
        var full = caller().upload("b.png", PNG);
        assertThat(listed()).contains(id(empty), full).doesNotHaveDuplicates();
        assertThat(get(id(empty)).json().get("complete").asBoolean()).isFalse();
        var view = get(full).json();
        assertThat(view.get("complete").asBoolean()).isTrue();
        assertThat(view.get("name").asText()).isEqualTo("b.png");
        assertThat(view.get("bytes").asInt()).isEqualTo(PNG.length);
        assertThat(view.get("jobs")).isEmpty();
        assertThat(view.get("expiresAt").asText())
                .isGreaterThan(view.get("createdAt").asText());
        var bytes =
                caller().send("GET", view.get("url").asText(), BodyPublishers.noBody(), Map.of("Authorization", ""));
        assertThat(bytes.bytes()).isEqualTo(PNG);
        var job = submit(full).json().get("id").asText();
        assertThat(get(full).json().get("jobs")).extracting(JsonNode::asText).containsExactly(job);
        assertThat(get(full).json().get("expiresAt").isNull()).isTrue();
    }

    @Test
    void anUploadThatIsDeletedIsGone() {
        var upload = announced();
        assertThat(put(upload, PNG).status() / 100).isEqualTo(2);
        var url = get(id(upload)).json().get("url").asText();
        assertThat(delete(id(upload)).status()).isEqualTo(204);
        assertThat(delete(id(upload)).status()).isEqualTo(204);
        assertThat(get(id(upload)).status()).isEqualTo(410);
        assertThat(submit(id(upload)).status()).isEqualTo(410);
        assertThat(listed()).doesNotContain(id(upload));
        assertThat(caller().get(url).status()).isEqualTo(404);
        for (var none : List.of("u" + "0".repeat(24), "x", "..%2F" + id(upload))) {
            assertThat(get(none).status()).isEqualTo(404);
            assertThat(delete(none).status()).isEqualTo(404);
        }
    }

    @Test
    void anUploadThatAJobNeedsStays() {
        var upload = caller().upload("a.png", PNG);
        var job = submit(upload).json().get("id").asText();
        var refused = delete(upload);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().get("detail").asText()).contains(job);
        assertThat(get(upload).status()).isEqualTo(200);
        caller().post("/v1/jobs/" + job + "/cancel", Map.of());
        assertThat(delete(upload).status()).isEqualTo(409);
        assertThat(caller().delete("/v1/jobs/" + job).status()).isEqualTo(204);
        assertThat(get(upload).status()).isEqualTo(410);
    }

    /// Of bytes that were taken, no later request makes others.
    @Test
    void aLinkIsDeadOnceItsBytesAreHere() {
        var upload = announced();
        assertThat(put(upload, PNG).status() / 100).isEqualTo(2);
        assertThat(put(upload, others()).status()).isIn(409, 412);
        var job = submit(id(upload)).json().get("id").asText();
        assertThat(put(upload, others()).status()).isIn(409, 412);
        assertThat(put(upload, PNG).status()).isIn(409, 412);
        var url = get(id(upload)).json().get("url").asText();
        assertThat(caller().get(url).bytes()).isEqualTo(PNG);

        caller().post("/v1/jobs/" + job + "/cancel", Map.of());
        assertThat(caller().delete("/v1/jobs/" + job).status()).isEqualTo(204);
        assertDead(upload);
    }

    @Test
    void aLinkIsDeadOnceItsUploadWasDeleted() {
        var upload = announced();
        assertThat(delete(id(upload)).status()).isEqualTo(204);
        assertDead(upload);
    }

    /// Where S3 takes the bytes all the same, they are those of no upload.
    private void assertDead(JsonNode upload) {
        var late = put(upload, PNG);
        if (linksCanBeTakenBack()) {
            assertThat(late.status()).as(late.text()).isEqualTo(410);
            assertThat(late.json().get("type").asText()).isEqualTo("/v1/problems/gone");
        }
        assertThat(get(id(upload)).status()).isEqualTo(410);
        assertThat(submit(id(upload)).status()).isEqualTo(410);
        assertThat(listed()).doesNotContain(id(upload));
    }

    /// Either the job is refused and the upload is gone, or it is there and so is its upload.
    @Test
    void deletingAnUploadBesideAJobOfItLeavesBothOrNeither() throws Exception {
        for (int turn = 0; turn < 12; turn++) {
            var upload = caller().upload("a.png", PNG);
            Callable<Answer> job = () -> submit(upload);
            Callable<Answer> delete = () -> delete(upload);
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var both = turn % 2 == 0 ? List.of(job, delete) : List.of(delete, job);
                var answers = threads.invokeAll(both);
                int jobStatus = answers.get(turn % 2).get().status();
                int deleteStatus = answers.get(1 - turn % 2).get().status();
                assertThat(List.of(jobStatus, deleteStatus)).isIn(List.of(202, 409), List.of(410, 204));
                assertThat(get(upload).status()).isEqualTo(jobStatus == 202 ? 200 : 410);
            }
        }
    }

    @Test
    void manyUploadsComeByPages() {
        var ids = IntStream.range(0, 5).mapToObj(_ -> id(announced())).toList();
        assertThat(listed()).containsSubsequence(ids.reversed());
        assertThat(caller().get("/v1/uploads?limit=0").status()).isEqualTo(422);
        ids.forEach(this::delete);
    }

    /// RFC 9110, 13.1.1: nothing is done to what has changed since the caller saw it.
    @Test
    void whatHasChangedIsNotDeleted() {
        var upload = caller().upload("a.png", PNG);
        var path = "/v1/uploads/" + upload;
        var tag = get(upload).header("etag");
        for (var others : List.of("\"x\"", "W/" + tag)) { // weak ones are no others' (13.1.1)
            var refused = caller().send("DELETE", path, BodyPublishers.noBody(), Map.of("If-Match", others));
            assertThat(refused.status()).as(refused.text()).isEqualTo(412);
            assertThat(caller().send("GET", path, BodyPublishers.noBody(), Map.of("If-Match", others))
                            .status())
                    .isEqualTo(412);
        }
        assertThat(get(upload).status()).isEqualTo(200);
        assertThat(caller().send("DELETE", path, BodyPublishers.noBody(), Map.of("If-Match", "\"x\", " + tag))
                        .status())
                .isEqualTo(204);
        assertThat(caller().send("DELETE", path, BodyPublishers.noBody(), Map.of("If-Match", "*"))
                        .status())
                .as("what is gone has no tag")
                .isEqualTo(412);
    }

    /// A library repeats what got no answer.
    @Test
    void aRepeatIsTheSameUploadAndTheSameWebhook() {
        var key = Map.of("Idempotency-Key", "announced");
        var announcement = Map.of("name", "a.png", "bytes", PNG.length);
        var first = caller().post("/v1/uploads", announcement, key);
        var again = caller().post("/v1/uploads", announcement, key);
        assertThat(again.status()).as(again.text()).isEqualTo(201);
        assertThat(id(again.json())).isEqualTo(id(first.json()));
        assertThat(put(again.json(), PNG).status() / 100).isEqualTo(2);
        assertThat(id(caller().post("/v1/uploads", announcement).json())).isNotEqualTo(id(first.json()));
        var other = caller().post("/v1/uploads", Map.of("name", "b.png", "bytes", PNG.length), key);
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.json().get("type").asText()).isEqualTo("/v1/problems/key-reused");
        assertThat(delete(id(first.json())).status()).isEqualTo(204);
        assertThat(caller().post("/v1/uploads", announcement, key).status())
                .as("a repeat brings nothing back")
                .isEqualTo(410);

        var hook = Map.of("url", "https://example.com/hook");
        var hooked = Map.of("Idempotency-Key", "hooked");
        var made = caller().post("/v1/webhooks", hook, hooked);
        var repeated = caller().post("/v1/webhooks", hook, hooked);
        assertThat(repeated.status()).isEqualTo(201);
        assertThat(repeated.json()).isEqualTo(made.json());
        var self = made.json().at("/webhook/links/self").asText();
        assertThat(caller().delete(self).status()).isEqualTo(204);
        assertThat(caller().post("/v1/webhooks", hook, hooked).status()).isEqualTo(410);
    }

    @Test
    void aWebhookIsChanged() {
        var hook = caller().post("/v1/webhooks", Map.of("url", "https://example.com/hook"));
        var self = hook.json().at("/webhook/links/self").asText();
        var type = "dev.azulejo.image.failed.v1";
        var changed = patch(self, "{\"types\": [\"%s\"]}".formatted(type), "*");
        assertThat(changed.status()).as(changed.text()).isEqualTo(200);
        assertThat(changed.json().get("types")).extracting(JsonNode::asText).containsExactly(type);
        assertThat(changed.json().get("url").asText()).isEqualTo("https://example.com/hook");
        assertThat(patch(self, "{\"url\": \"ftp://example.com\"}", "*").status())
                .isEqualTo(422);
        assertThat(patch(self, "{\"url\": \"https://example.com/other\"}", "\"old\"")
                        .status())
                .isEqualTo(412);
        var all = patch(self, "{\"url\": \"https://example.com/other\", \"types\": null}", "*");
        assertThat(all.json().get("types")).isEmpty();
        assertThat(caller().get(self).json()).isEqualTo(all.json());
        assertThat(caller().delete(self).status()).isEqualTo(204);
    }

    private Answer patch(String path, String body, String tag) {
        return caller().send("PATCH", path, BodyPublishers.ofString(body), Map.of("If-Match", tag));
    }
}
