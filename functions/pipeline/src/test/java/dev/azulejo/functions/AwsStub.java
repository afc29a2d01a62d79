package dev.azulejo.functions;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.azulejo.storage.NoSuchObject;
import dev.azulejo.storage.ObjectStat;
import dev.azulejo.storage.Precondition;
import dev.azulejo.storage.testkit.MemoryStorage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/// As much of S3 as small jobs need, over places in memory, and an EventBridge and a Step Functions that take
/// everything: so that functions can run in processes of their own. Not a server to test the protocol with.
final class AwsStub implements AutoCloseable {
    /// Where credentials are had, as in a function that starts from a snapshot.
    static final String CREDENTIALS = "/credentials";

    private static final DateTimeFormatter HTTP_DATE =
            DateTimeFormatter.RFC_1123_DATE_TIME.withLocale(Locale.ROOT).withZone(ZoneOffset.UTC);

    private final HttpServer server;
    private final Map<String, MemoryStorage> buckets;
    private final List<String> calls = new CopyOnWriteArrayList<>();

    AwsStub(Map<String, MemoryStorage> buckets) throws IOException {
        this.buckets = Map.copyOf(buckets);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    static AwsStub of(TestPipeline pipeline) throws IOException {
        return new AwsStub(Map.of(
                TestEvents.INBOX, pipeline.inbox, TestEvents.OUTBOX, pipeline.outbox, TestEvents.WORK, pipeline.work));
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /// The requests so far, such as `GET /bucket/key`.
    List<String> calls() {
        return calls;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            calls.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            var target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
            if (target != null) {
                var answer = target.endsWith("PutEvents")
                        ? "{\"FailedEntryCount\":0,\"Entries\":[{\"EventId\":\"1\"}]}"
                        : "{}";
                answer(exchange, 200, answer.getBytes(StandardCharsets.UTF_8));
                return;
            }
            if (exchange.getRequestURI().getPath().equals(CREDENTIALS)) {
                answer(
                        exchange,
                        200,
                        "{\"AccessKeyId\":\"test\",\"SecretAccessKey\":\"test\",\"Token\":\"test\",\"Expiration\":\"2099-01-01T00:00:00Z\"}"
                                .getBytes(StandardCharsets.UTF_8));
                return;
            }
            var path = exchange.getRequestURI().getPath().substring(1);
            int slash = path.indexOf('/');
            var bucket = buckets.get(slash < 0 ? path : path.substring(0, slash));
            var key = slash < 0 ? "" : path.substring(slash + 1);
            if (bucket == null) {
                answer(exchange, 404, error("NoSuchBucket"));
            } else if (key.isEmpty()) {
                answer(exchange, 200, listing(bucket, query(exchange)));
            } else {
                handle(exchange, bucket, key);
            }
        }
    }

    private static void handle(HttpExchange exchange, MemoryStorage bucket, String key) throws IOException {
        switch (exchange.getRequestMethod()) {
            case "PUT" -> put(exchange, bucket, key);
            case "GET", "HEAD" -> get(exchange, bucket, key);
            case "DELETE" -> {
                bucket.delete(key);
                answer(exchange, 204, new byte[0]);
            }
            default -> answer(exchange, 501, error("NotImplemented"));
        }
    }

    private static void put(HttpExchange exchange, MemoryStorage bucket, String key) throws IOException {
        var headers = exchange.getRequestHeaders();
        var metadata = new HashMap<String, String>();
        headers.forEach((name, values) -> {
            var lower = name.toLowerCase(Locale.ROOT);
            if (lower.startsWith("x-amz-meta-")) {
                metadata.put(lower.substring("x-amz-meta-".length()), values.getFirst());
            }
        });
        Precondition precondition = headers.containsKey("If-None-Match")
                ? Precondition.ABSENT
                : headers.containsKey("If-Match")
                        ? new Precondition.Matches(headers.getFirst("If-Match").replace("\"", ""))
                        : Precondition.NONE;
        try (var pending = bucket.write(key, metadata)) {
            pending.write(exchange.getRequestBody().readAllBytes());
            if (!pending.commit(precondition)) {
                answer(exchange, 412, error("PreconditionFailed"));
                return;
            }
        }
        exchange.getResponseHeaders()
                .add("ETag", "\"" + bucket.stat(key).orElseThrow().etag() + "\"");
        answer(exchange, 200, new byte[0]);
    }

    private static void get(HttpExchange exchange, MemoryStorage bucket, String key) throws IOException {
        var stat = bucket.stat(key);
        if (stat.isEmpty()) {
            answer(exchange, 404, error("NoSuchKey"));
            return;
        }
        var headers = exchange.getResponseHeaders();
        headers.add("ETag", "\"" + stat.get().etag() + "\"");
        headers.add("Last-Modified", HTTP_DATE.format(stat.get().modified()));
        stat.get().metadata().forEach((name, value) -> headers.add("x-amz-meta-" + name, value));
        var range = exchange.getRequestHeaders().getFirst("Range");
        try (var in = bucket.read(key)) {
            var bytes = in.readAllBytes();
            if (range == null) {
                answer(exchange, 200, bytes);
                return;
            }
            var ends = range.substring("bytes=".length()).split("-", -1);
            int first = Integer.parseInt(ends[0]);
            int last = Math.min(Integer.parseInt(ends[1]), bytes.length - 1);
            headers.add("Content-Range", "bytes %d-%d/%d".formatted(first, last, bytes.length));
            answer(exchange, 206, java.util.Arrays.copyOfRange(bytes, first, last + 1));
        } catch (NoSuchObject gone) {
            answer(exchange, 404, error("NoSuchKey"));
        }
    }

    private static byte[] listing(MemoryStorage bucket, Map<String, String> query) {
        var xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
        if (query.containsKey("uploads")) {
            return xml.append("<ListMultipartUploadsResult/>").toString().getBytes(StandardCharsets.UTF_8);
        }
        xml.append("<ListBucketResult><IsTruncated>false</IsTruncated>");
        try (var objects = bucket.list(query.getOrDefault("prefix", ""))) {
            objects.forEach(object -> xml.append(entry(object)));
        }
        return xml.append("</ListBucketResult>").toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String entry(ObjectStat object) {
        return "<Contents><Key>%s</Key><LastModified>%s</LastModified><ETag>\"%s\"</ETag><Size>%d</Size></Contents>"
                .formatted(object.key(), object.modified(), object.etag(), object.bytes());
    }

    private static Map<String, String> query(HttpExchange exchange) {
        var query = new HashMap<String, String>();
        var raw = exchange.getRequestURI().getRawQuery();
        for (var pair : raw == null ? new String[0] : raw.split("&", -1)) {
            var parts = pair.split("=", 2);
            query.put(parts[0], parts.length < 2 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return query;
    }

    private static byte[] error(String code) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>%s</Code></Error>"
                .formatted(code)
                .getBytes(StandardCharsets.UTF_8);
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.getRequestBody().readAllBytes();
        boolean head = exchange.getRequestMethod().equals("HEAD");
        if (head) {
            exchange.getResponseHeaders().add("Content-Length", String.valueOf(body.length));
        }
        exchange.sendResponseHeaders(status, head || body.length == 0 ? -1 : body.length);
        if (!head) {
            exchange.getResponseBody().write(body);
        }
    }
}
