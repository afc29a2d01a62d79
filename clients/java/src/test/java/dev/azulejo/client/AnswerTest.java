package dev.azulejo.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.client.Answer.No;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.ResponseInfo;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AnswerTest {
    private static Optional<Duration> retryAfter(String header) {
        var info = new ResponseInfo() {
            @Override
            public int statusCode() {
                return 503;
            }

            @Override
            public HttpHeaders headers() {
                return HttpHeaders.of(Map.of("retry-after", List.of(header)), (_, _) -> true);
            }

            @Override
            public HttpClient.Version version() {
                return HttpClient.Version.HTTP_1_1;
            }
        };
        var body = Answer.by(BodyHandlers.ofString()).apply(info);
        body.onComplete();
        return ((No<String>) body.getBody().toCompletableFuture().join()).retryAfter();
    }

    @Test
    void retryAfterIsSecondsOrADate() {
        assertThat(retryAfter("120")).contains(Duration.ofMinutes(2));
        assertThat(retryAfter("Fri, 31 Dec 2100 23:59:59 GMT").orElseThrow()).isGreaterThan(Duration.ofDays(1));
        assertThat(retryAfter("Fri, 31 Dec 1999 23:59:59 GMT").orElseThrow()).isNegative();
        assertThat(retryAfter("soon")).isEmpty();
    }
}
