package dev.azulejo.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.azulejo.storage.Precondition;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A bucket of another region says where it is: 301 with `x-amz-bucket-region` ("Error responses", Amazon S3 API
/// Reference).
class OtherRegionTest {
    private static final Map<String, String> SETTINGS =
            Map.of("aws.region", "eu-central-1", "aws.accessKeyId", "key", "aws.secretAccessKey", "secret");

    private final List<String> signedFor = new CopyOnWriteArrayList<>();
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        SETTINGS.forEach(System::setProperty);
        System.setProperty(
                "aws.endpointUrlS3", "http://127.0.0.1:" + server.getAddress().getPort());
    }

    @AfterEach
    void stop() {
        server.stop(0);
        SETTINGS.keySet().forEach(System::clearProperty);
        System.clearProperty("aws.endpointUrlS3");
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            var authorization = exchange.getRequestHeaders().getFirst("Authorization");
            var region = authorization.replaceFirst(".*Credential=key/[0-9]{8}/([^/]*)/.*", "$1");
            signedFor.add(region);
            exchange.getResponseHeaders().set("x-amz-bucket-region", "us-west-2");
            exchange.getResponseHeaders().set("ETag", "\"1\"");
            exchange.sendResponseHeaders(region.equals("us-west-2") ? 200 : 301, -1);
        }
    }

    @Test
    void isAskedWhereItIs() {
        try (var client = S3Clients.create(S3Profile.AWS)) {
            var storage = new S3Storage(client, "localhost", "", _ -> "image/png");
            assertThat(storage.write("a.png", new byte[] {1}, Map.of(), Precondition.ABSENT))
                    .isTrue();
            assertThat(signedFor).first().isEqualTo("eu-central-1");
            assertThat(signedFor).last().isEqualTo("us-west-2");
        }
    }
}
