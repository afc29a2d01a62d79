package dev.azulejo.storage.drives.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.azulejo.storage.ContentVersion;
import dev.azulejo.storage.StorageDenied;
import dev.azulejo.storage.StoredSecrets;
import dev.azulejo.storage.https.AddressGuard;
import dev.azulejo.storage.https.GuardedHttp;
import dev.azulejo.storage.https.Network;
import dev.azulejo.storage.https.Patience;
import dev.azulejo.storage.testkit.MemoryStorage;
import dev.azulejo.storage.testkit.wire.WireAnswer;
import dev.azulejo.storage.testkit.wire.WireRequest;
import dev.azulejo.storage.testkit.wire.WireServer;
import dev.azulejo.storage.testkit.wire.WireService;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Tokens of a service that takes a refresh token back as soon as it gives the next.
class OAuthTokensTest {
    private static final String NAME = "drive/default";

    private final Rotating service = new Rotating();
    private final WireServer server = new WireServer(service);
    private final GuardedHttp http = new GuardedHttp(
            new AddressGuard(List.of(Network.parse("127.0.0.0/8"))),
            new Patience(Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(20)));
    private final StoredSecrets secrets = new StoredSecrets(new MemoryStorage());
    private final Connections connections = new Connections(secrets);

    @AfterEach
    void end() {
        http.close();
        server.close();
    }

    private OAuthTokens tokens() {
        return new OAuthTokens(
                NAME,
                server.address() + "/token",
                secrets,
                new OAuthCalls("Drive", http),
                Clock.systemUTC(),
                time -> Thread.sleep(time.dividedBy(10)));
    }

    private OAuthService oauth() {
        return new OAuthService(
                server.address() + "/authorize",
                server.address() + "/token",
                new OAuthService.Revocation.ByToken(server.address() + "/revoke"),
                List.of("files"),
                Map.of());
    }

    private static Connection connection(String refresh) {
        return new Connection("app", "", refresh, "", 0, Map.of());
    }

    /// Answers with numbered tokens.
    private static final class Rotating implements WireService {
        private int number = 1;
        private String code = "";
        private String challenge = "";

        @Override
        public synchronized WireAnswer answer(WireRequest request) {
            var form = new String(request.body(), StandardCharsets.UTF_8);
            if (request.path().equals("/revoke")) {
                number = 0;
                return WireAnswer.json(200, "{}");
            }
            if (field(form, "grant_type").equals("authorization_code")) {
                boolean isFine = field(form, "code").equals(code)
                        && challenge.equals(Base64.getUrlEncoder()
                                .withoutPadding()
                                .encodeToString(ContentVersion.digest()
                                        .digest(field(form, "code_verifier").getBytes(StandardCharsets.US_ASCII))));
                return isFine ? token() : WireAnswer.json(400, "{\"error\": \"invalid_grant\"}");
            }
            if (!field(form, "refresh_token").equals("refresh-" + number)) {
                return WireAnswer.json(400, "{\"error\": \"invalid_grant\"}");
            }
            number++;
            return token();
        }

        private WireAnswer token() {
            return WireAnswer.json(200, """
                    {"access_token": "access-%d", "refresh_token": "refresh-%d", "expires_in": 3600}""".formatted(number, number));
        }

        private static String field(String form, String name) {
            for (var pair : form.split("&", -1)) {
                if (pair.startsWith(name + "=")) {
                    return URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8);
                }
            }
            return "";
        }

        @Override
        public void expire(String token) {}

        @Override
        public void forgetUpload(WireRequest request) {}
    }

    @Test
    void ofManyThreadsOneRenewsATokenThatWasRefused() throws Exception {
        connections.keep(NAME, connection("refresh-1"));
        var tokens = tokens();
        var stale = tokens.current();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var renewed = threads.invokeAll(IntStream.range(0, 20)
                    .<Callable<String>>mapToObj(_ -> () -> tokens.renewed(stale))
                    .toList());
            assertThat(renewed).extracting(Future::resultNow).containsOnly("access-3");
        }
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void ofManyProcessesAllGetATokenThatCounts() throws Exception {
        connections.keep(NAME, connection("refresh-1"));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int round = 0; round < 20; round++) {
                var processes = IntStream.range(0, 6).mapToObj(_ -> tokens()).toList();
                var stale = processes.getFirst().current();
                var renewed = threads.invokeAll(processes.stream()
                        .<Callable<String>>map(its -> () -> its.renewed(stale))
                        .toList());
                assertThat(renewed).extracting(Future::state).containsOnly(Future.State.SUCCESS);
                assertThat(renewed).extracting(Future::resultNow).doesNotContain(stale);
            }
        }
    }

    @Test
    void aConnectionThatWasTakenBackSaysSo() {
        connections.keep(NAME, connection("refresh-other"));
        assertThatExceptionOfType(StorageDenied.class)
                .isThrownBy(() -> tokens().current())
                .withMessageContaining("connect it again")
                .withMessageNotContaining("refresh-other");
        connections.disconnect(NAME, "Drive", oauth(), http);
        assertThatExceptionOfType(StorageDenied.class)
                .isThrownBy(() -> tokens().current())
                .withMessageContaining("not connected");
    }

    @Test
    void anOwnerWhoAgreesIsConnectedByPkce() {
        var consent = new Consent("Drive", oauth(), connection(""), URI.create("http://127.0.0.1:9/back"));
        var page = consent.page();
        assertThat(page)
                .contains("code_challenge_method=S256", "scope=files", "redirect_uri=http%3A%2F%2F127.0.0.1%3A9");
        service.code = "the code";
        service.challenge = parameter(page, "code_challenge");
        var answer = "code=the+code&state=" + parameter(page, "state");
        var granted = consent.granted(answer, http, Clock.systemUTC());
        assertThat(granted.refreshToken()).isEqualTo("refresh-1");
        assertThat(granted.toString()).doesNotContain("refresh-1").doesNotContain("access-1");
        assertThatExceptionOfType(StorageDenied.class)
                .isThrownBy(() -> consent.granted("code=the+code&state=other", http, Clock.systemUTC()))
                .withMessageContaining("not the answer");
        assertThatExceptionOfType(StorageDenied.class)
                .isThrownBy(() -> consent.granted(
                        "error=access_denied&state=" + parameter(page, "state"), http, Clock.systemUTC()))
                .withMessageContaining("access_denied");
        service.challenge = "another";
        assertThatExceptionOfType(StorageDenied.class)
                .isThrownBy(() -> consent.granted(answer, http, Clock.systemUTC()))
                .withMessageContaining("start again");
    }

    private static String parameter(String page, String name) {
        return Rotating.field(page.substring(page.indexOf('?') + 1), name);
    }

    @Test
    void aDisconnectionTakesTheTokenBackAtTheService() {
        connections.keep(NAME, connection("refresh-1"));
        assertThat(connections.disconnect(NAME, "Drive", oauth(), http)).isTrue();
        assertThat(server.requests()).extracting(WireRequest::path).containsExactly("/revoke");
        assertThat(connections.find(NAME)).isEmpty();
    }
}
