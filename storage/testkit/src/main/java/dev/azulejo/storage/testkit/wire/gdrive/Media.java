package dev.azulejo.storage.testkit.wire.gdrive;

import dev.azulejo.storage.testkit.wire.StoredBytes;
import dev.azulejo.storage.testkit.wire.WireAnswer;
import dev.azulejo.storage.testkit.wire.WireRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/// Reads and writes the bytes of files, with and without their description.
final class Media {
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d*)");
    private static final Pattern BOUNDARY = Pattern.compile("multipart/related;.*boundary=\"?([^\";]+)\"?.*");
    private static final byte[] EMPTY_LINE = {'\r', '\n', '\r', '\n'};

    private Media() {}

    /// Answers with the whole file, or the part that a `Range` asks for.
    static WireAnswer answer(StoredBytes bytes, WireRequest request) {
        var range = request.header("range").map(RANGE::matcher).filter(matcher -> matcher.matches());
        if (range.isEmpty()) {
            return WireAnswer.content(200, bytes);
        }
        long from = Long.parseLong(range.get().group(1));
        var end = range.get().group(2);
        if (from >= bytes.size()) {
            return new DriveProblem(416, "global", "requestedRangeNotSatisfiable", "Request range not satisfiable")
                    .answer()
                    .with("Content-Range", "bytes */%d".formatted(bytes.size()));
        }
        long to = end.isEmpty() ? bytes.size() - 1 : Math.min(Long.parseLong(end), bytes.size() - 1);
        return WireAnswer.content(206, bytes.part(from, to + 1))
                .with("Content-Range", "bytes %d-%d/%d".formatted(from, to, bytes.size()));
    }

    /// Unpacks a body that Google's library has packed: its descriptions, not bytes of files.
    static WireRequest unpacked(WireRequest request) {
        if (request.header("content-encoding").filter("gzip"::equals).isEmpty()) {
            return request;
        }
        try (var packed = new GZIPInputStream(new ByteArrayInputStream(request.body()))) {
            return new WireRequest(
                    request.method(),
                    request.path(),
                    request.rawPath(),
                    request.query(),
                    request.headers(),
                    packed.readAllBytes());
        } catch (IOException e) {
            throw new DriveProblem(400, "global", "badContent", "Not in GZIP format");
        }
    }

    /// The description of a file, and its bytes.
    record Parts(byte[] said, Optional<String> type, byte[] bytes) {}

    /// Parses the two parts of an upload in one request (`uploadType=multipart`).
    static Parts parts(WireRequest request) {
        var boundary = request.header("content-type").map(BOUNDARY::matcher).filter(matcher -> matcher.matches());
        if (boundary.isEmpty()) {
            throw DriveProblem.invalid("Content-Type");
        }
        var mark = ("--" + boundary.get().group(1)).getBytes(StandardCharsets.US_ASCII);
        var body = request.body();
        int first = at(body, mark, 0);
        int second = at(body, mark, first + mark.length);
        int last = at(body, mark, second + mark.length);
        int said = at(body, EMPTY_LINE, first) + 4;
        int bytes = at(body, EMPTY_LINE, second) + 4;
        var head = new String(body, second, bytes - second, StandardCharsets.US_ASCII);
        var type = head.lines()
                .filter(line -> line.regionMatches(true, 0, "content-type:", 0, 13))
                .map(line -> line.substring(13).strip())
                .findFirst();
        return new Parts(Arrays.copyOfRange(body, said, second - 2), type, Arrays.copyOfRange(body, bytes, last - 2));
    }

    private static int at(byte[] body, byte[] sought, int from) {
        for (int at = from; at <= body.length - sought.length; at++) {
            if (Arrays.equals(body, at, at + sought.length, sought, 0, sought.length)) {
                return at;
            }
        }
        throw new DriveProblem(400, "global", "badContent", "Malformed multipart body.");
    }
}
