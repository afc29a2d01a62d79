package dev.azulejo.storage.https;

import java.io.IOException;
import java.net.Socket;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/// A server of files as there are many: with and without ETags, ranges and lengths.
final class FileServer implements AutoCloseable {
    /// What a server can do.
    enum Can {
        ETAGS,
        RANGES,
        LENGTHS,
        DATES
    }

    private static final Pattern REQUEST = Pattern.compile("GET /([^ ?]*)\\S* HTTP/1.1");
    private static final Pattern RANGE = Pattern.compile("Range: bytes=(\\d+)-(\\d*)");

    private final Set<Can> can;
    private final OffsetDateTime written = OffsetDateTime.now(ZoneOffset.UTC);
    private final Map<String, byte[]> files = new ConcurrentHashMap<>();
    private final RawServer server = new RawServer((head, socket) -> answer(head, socket));

    FileServer(Can... can) {
        this.can = Set.of(can);
    }

    int port() {
        return server.port();
    }

    List<String> heads() {
        return server.heads();
    }

    WebAddress address(String path) throws RefusedAddress {
        return WebAddress.parse("http://127.0.0.1:%d/%s".formatted(port(), path));
    }

    void put(String key, byte[] bytes) {
        files.put(key, bytes);
    }

    void delete(String key) {
        files.remove(key);
    }

    private void answer(String head, Socket socket) throws IOException {
        var request = REQUEST.matcher(head.lines().findFirst().orElseThrow());
        var key = request.matches()
                ? URLDecoder.decode(request.group(1).replace("+", "%2B"), StandardCharsets.UTF_8)
                : "";
        var bytes = files.get(key);
        if (bytes == null) {
            RawServer.answer(socket, "HTTP/1.1 404 Not Found", "Content-Length: 0", "", "");
            return;
        }
        send(socket, head, bytes);
    }

    private void send(Socket socket, String head, byte[] bytes) throws IOException {
        var fields = new ArrayList<String>();
        var etag = "\"%08x\"".formatted(Arrays.hashCode(bytes));
        if (can.contains(Can.ETAGS)) {
            fields.add("ETag: " + etag);
        }
        if (can.contains(Can.DATES)) {
            fields.add("Last-Modified: " + DateTimeFormatter.RFC_1123_DATE_TIME.format(written));
        }
        var range = RANGE.matcher(head);
        boolean isPart = can.contains(Can.RANGES)
                && range.find()
                && (!head.contains("If-Range") || head.contains("If-Range: " + etag));
        int first = isPart ? Integer.parseUnsignedInt(cut(range.group(1))) : 0;
        int end = isPart && !range.group(2).isEmpty()
                ? (int) Math.min(bytes.length, Long.parseLong(range.group(2)) + 1)
                : bytes.length;
        if (isPart && (first < 0 || first >= bytes.length)) {
            fields.addFirst("HTTP/1.1 416 Range Not Satisfiable");
            fields.add("Content-Range: bytes */" + bytes.length);
            fields.add("Content-Length: 0");
            end = first;
        } else if (isPart) {
            fields.addFirst("HTTP/1.1 206 Partial Content");
            fields.add("Content-Range: bytes %d-%d/%d".formatted(first, end - 1, bytes.length));
            fields.add("Content-Length: " + (end - first));
        } else {
            fields.addFirst("HTTP/1.1 200 OK");
            if (can.contains(Can.LENGTHS)) {
                fields.add("Content-Length: " + bytes.length);
            }
        }
        fields.add("");
        fields.add("");
        RawServer.answer(socket, fields.toArray(String[]::new));
        if (end > first) {
            socket.getOutputStream().write(bytes, first, end - first);
        }
    }

    /// A number that no file here reaches stays one.
    private static String cut(String number) {
        return number.length() > 9 ? "999999999" : number;
    }

    @Override
    public void close() {
        server.close();
    }
}
