package dev.azulejo.storage.testkit.wire.gdrive;

import com.fasterxml.jackson.databind.JsonNode;
import dev.azulejo.storage.testkit.wire.ByteStore;
import dev.azulejo.storage.testkit.wire.StoredBytes;
import dev.azulejo.storage.testkit.wire.WireAnswer;
import dev.azulejo.storage.testkit.wire.WireRequest;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Uploads by the resumable protocol
/// (<https://developers.google.com/workspace/drive/api/guides/manage-uploads>). As Google's Cloud Storage
/// says about the same servers, bytes that come again are ignored.
final class ResumableUploads {
    static final String ID = "upload_id";
    private static final int UNIT = 256 << 10;
    private static final Pattern BYTES = Pattern.compile("bytes (\\d+)-(\\d+)/(\\d+|\\*)");
    private static final Pattern QUESTION = Pattern.compile("bytes \\*/(\\d+|\\*)");
    private static final WireAnswer CANCELLED = WireAnswer.empty(499);

    private final Map<String, Session> sessions = new HashMap<>();
    private final Set<String> expired = new HashSet<>();
    private final Completion completion;
    private int count;

    /// Makes the file when all its bytes are there.
    interface Completion {
        Item complete(Session session, StoredBytes bytes);
    }

    /// @param target the file that gets new bytes; empty for a new one
    record Session(
            Optional<String> target,
            JsonNode said,
            Optional<String> type,
            Optional<Long> total,
            String fields,
            ByteStore.Growing received,
            StringBuilder made) {}

    private final ItemJson json;
    private final ByteStore store;

    ResumableUploads(ItemJson json, ByteStore store, Completion completion) {
        this.json = json;
        this.store = store;
        this.completion = completion;
    }

    WireAnswer start(WireRequest request, Optional<String> target, JsonNode said) {
        count++;
        var id = "ADPycdFakeUpload%06d".formatted(count);
        sessions.put(
                id,
                new Session(
                        target,
                        said,
                        request.header("x-upload-content-type"),
                        request.header("x-upload-content-length").map(Long::parseLong),
                        request.parameter("fields").orElse(ItemJson.OF_FILE),
                        store.begin(),
                        new StringBuilder()));
        var host = request.header("host").orElseThrow();
        return WireAnswer.empty(200)
                .with(
                        "Location",
                        "http://%s%s?uploadType=resumable&upload_id=%s".formatted(host, request.rawPath(), id))
                .with("X-GUploader-UploadID", id);
    }

    WireAnswer go(WireRequest request) {
        var id = request.parameter(ID).orElseThrow();
        if (expired.contains(id)) {
            throw new DriveProblem(410, "global", "gone", "The upload session has ended.");
        }
        var session = sessions.get(id);
        if (session == null) {
            throw DriveProblem.notFound("");
        }
        if (request.method().equals("DELETE")) {
            sessions.remove(id);
            return CANCELLED;
        }
        if (!session.made.isEmpty()) {
            return json.find(session.made.toString())
                    .map(item -> ItemJson.answer(item, session.fields))
                    .orElseThrow(() -> DriveProblem.notFound(session.made.toString()));
        }
        return receive(session, request);
    }

    private WireAnswer receive(Session session, WireRequest request) {
        var range = request.header("content-range");
        if (range.isEmpty()) {
            session.received.append(request.body(), 0, request.body().length);
            return completed(session);
        }
        var question = QUESTION.matcher(range.get());
        if (question.matches()) {
            return isWhole(session, question.group(1)) ? completed(session) : incomplete(session);
        }
        var bytes = BYTES.matcher(range.get());
        if (!bytes.matches()) {
            throw DriveProblem.invalid("Content-Range");
        }
        long from = Long.parseLong(bytes.group(1));
        long to = Long.parseLong(bytes.group(2));
        var total = bytes.group(3);
        boolean isLast = !total.equals("*") && Long.parseLong(total) == to + 1;
        boolean isOfLength =
                session.total.isEmpty() || total.equals("*") || session.total.get() == Long.parseLong(total);
        long had = session.received.size();
        if (from > had || to - from + 1 != request.body().length || !isOfLength) {
            throw DriveProblem.invalid("Content-Range");
        }
        if (!isLast && request.body().length % UNIT != 0) {
            throw DriveProblem.invalid("chunks are multiples of 256 KiB");
        }
        int known = (int) Math.min(had - from, request.body().length);
        session.received.append(request.body(), known, request.body().length - known);
        return isLast ? completed(session) : incomplete(session);
    }

    private static boolean isWhole(Session session, String total) {
        return !total.equals("*") && Long.parseLong(total) == session.received.size();
    }

    private static WireAnswer incomplete(Session session) {
        long had = session.received.size();
        var answer = WireAnswer.empty(308);
        return had == 0 ? answer : answer.with("Range", "bytes=0-%d".formatted(had - 1));
    }

    private WireAnswer completed(Session session) {
        var item = completion.complete(session, session.received.soFar());
        session.made.append(item.id);
        return ItemJson.answer(json.of(item), session.fields);
    }

    void forget(String id) {
        sessions.remove(id);
    }

    void forgetAll() {
        sessions.clear();
    }

    /// Expires all running uploads, which then answer 410.
    void expireAll() {
        expired.addAll(sessions.keySet());
        sessions.clear();
    }

    /// The number of running uploads.
    int open() {
        return (int) sessions.values().stream()
                .filter(session -> session.made.isEmpty())
                .count();
    }
}
