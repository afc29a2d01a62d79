package dev.azulejo.storage.drives.onedrive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.storage.testkit.wire.StoredBytes;
import dev.azulejo.storage.testkit.wire.WireAnswer;
import dev.azulejo.storage.testkit.wire.WireRequest;
import dev.azulejo.storage.testkit.wire.WireServer;
import dev.azulejo.storage.testkit.wire.WireService;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What the fake refuses, of which neither our client nor Microsoft's makes use.
class OneDriveFakeTest {
    private final DriveOnTheWire drive = new DriveOnTheWire();
    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void end() {
        http.close();
        drive.close();
    }

    private HttpResponse<String> send(String method, String address, String body, String... headers)
            throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(URI.create(address)).method(method, HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private String[] token() {
        return new String[] {"Authorization", "Bearer " + drive.fake.connect().accessToken()};
    }

    private static String field(HttpResponse<String> response, String name) {
        return response.body().replaceFirst(".*\"" + name + "\":\"([^\"]*)\".*", "$1");
    }

    @Test
    void takesARefreshTokenOnce() throws Exception {
        var address = drive.api.address() + "/common/oauth2/v2.0/token";
        var form = "grant_type=refresh_token&client_id=app&refresh_token=";
        var first = drive.fake.connect().refreshToken();

        var answer = send("POST", address, form + first);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(send("POST", address, form + first).body()).contains("invalid_grant");
        assertThat(send("POST", address, form + field(answer, "refresh_token")).statusCode())
                .isEqualTo(200);
        var drives = drive.api.address() + "/v1.0/me/drive";
        assertThat(send("GET", drives, "", "Authorization", "Bearer " + field(answer, "access_token"))
                        .statusCode())
                .isEqualTo(200);
        assertThat(send("GET", drives, "").body()).contains("InvalidAuthenticationToken");
    }

    @Test
    void refusesATokenWhereBytesAre() throws Exception {
        try (var bytes = new WireServer(drive.fake)) {
            drive.fake.serveContentAt(bytes.address());
            drive.fake.put("a", new byte[] {1});
            var root = drive.api.address() + "/v1.0/me/drive/root:/";

            var item = send("GET", root + "a", "", token());
            var session = send("POST", root + "b:/createUploadSession", "{}", token());

            for (var address : List.of(field(item, "@microsoft.graph.downloadUrl"), field(session, "uploadUrl"))) {
                assertThat(address).startsWith(bytes.address());
                assertThat(send("GET", address, "", token()).statusCode()).isEqualTo(401);
                assertThat(send("GET", address, "").statusCode()).isEqualTo(200);
            }
        }
    }

    @Test
    void refusesFragmentsThatAreNotTheNext() throws Exception {
        var root = drive.api.address() + "/v1.0/me/drive/root:/";
        drive.fake.serveContentAt(drive.api.address());
        var session = field(send("POST", root + "b:/createUploadSession", "{}", token()), "uploadUrl");

        assertThat(send("PUT", session, "ab", "Content-Range", "bytes 2-3/4").statusCode())
                .isEqualTo(416);
        assertThat(send("PUT", session, "ab", "Content-Range", "bytes 0-1/4").statusCode())
                .as("no multiple of 320 KiB")
                .isEqualTo(400);
        assertThat(send("PUT", session, "ab", "Content-Range", "bytes 0-2/3").statusCode())
                .isEqualTo(400);
        var made = send("PUT", session, "ab", "Content-Range", "bytes 0-1/2");
        assertThat(made.statusCode()).isEqualTo(201);
        assertThat(made.body()).doesNotContain("downloadUrl");
        assertThat(send("GET", session, "").statusCode()).isEqualTo(404);
    }

    @Test
    void commitsALaterUploadWhenItIsTold() throws Exception {
        var root = drive.api.address() + "/v1.0/me/drive/root:/";
        drive.fake.serveContentAt(drive.api.address());
        var deferred = "{\"deferCommit\":true,\"item\":{\"@microsoft.graph.conflictBehavior\":\"rename\"}}";
        drive.fake.put("b.txt", new byte[] {1});
        var session = field(send("POST", root + "b.txt:/createUploadSession", deferred, token()), "uploadUrl");

        assertThat(send("PUT", session, "ab", "Content-Range", "bytes 0-1/2").statusCode())
                .isEqualTo(202);
        assertThat(drive.fake.paths()).containsExactly("b.txt");
        assertThat(send("POST", session, "").statusCode()).isEqualTo(201);
        assertThat(drive.fake.paths()).containsExactly("b 1.txt", "b.txt");
    }

    /// Says back what it is asked to, if it shall.
    private static final class Subscriber implements WireService {
        private final List<String> messages = new CopyOnWriteArrayList<>();
        private volatile boolean isHonest = true;

        @Override
        public WireAnswer answer(WireRequest request) {
            var word = request.parameter("validationToken");
            if (word.isEmpty()) {
                messages.add(new String(request.body(), StandardCharsets.UTF_8));
                return WireAnswer.empty(202);
            }
            return WireAnswer.content(
                    200, StoredBytes.of((isHonest ? word.get() : "no").getBytes(StandardCharsets.UTF_8)));
        }

        @Override
        public void expire(String token) {}

        @Override
        public void forgetUpload(WireRequest request) {}
    }

    @Test
    void tellsSubscribersThatSayTheWordBack() throws Exception {
        var subscriber = new Subscriber();
        try (var server = new WireServer(subscriber)) {
            var address = drive.api.address() + "/v1.0/subscriptions";
            var wish = ("{\"changeType\":\"updated\",\"notificationUrl\":\"%s/hook\",\"resource\":\"/me/drive/root\","
                            + "\"expirationDateTime\":\"%s\",\"clientState\":\"secret\"}")
                    .formatted(server.address(), Instant.now().plus(Duration.ofDays(2)));
            assertThat(send("POST", address, wish, token()).statusCode()).isEqualTo(201);
            assertThat(drive.fake.tellSubscribers()).containsExactly(202);
            assertThat(subscriber.messages).singleElement().asString().contains("\"clientState\":\"secret\"");

            subscriber.isHonest = false;
            assertThat(send("POST", address, wish, token()).statusCode()).isEqualTo(400);
            assertThat(send("POST", address, wish.replace("updated", "created"), token())
                            .statusCode())
                    .isEqualTo(400);
            assertThat(send("DELETE", address + "/subscription1", "", token()).statusCode())
                    .isEqualTo(204);
            assertThat(drive.fake.tellSubscribers()).isEmpty();
        }
    }
}
