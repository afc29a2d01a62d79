package dev.azulejo.storage.testkit.wire.gdrive;

import com.fasterxml.jackson.databind.JsonNode;
import dev.azulejo.storage.testkit.wire.ByteStore;
import dev.azulejo.storage.testkit.wire.StoredBytes;
import dev.azulejo.storage.testkit.wire.WireAnswer;
import dev.azulejo.storage.testkit.wire.WireRequest;
import dev.azulejo.storage.testkit.wire.WireService;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Consumer;

/// A Google Drive, empty at first: files, revisions, resumable uploads, changes, tokens. Flags of shared
/// drives are accepted and ignored. One request is worked on at a time. The other methods do what a person
/// would in the browser.
public final class GoogleDriveFake implements WireService {
    private static final String FILES = "/drive/v3/files";
    private static final String UPLOAD = "/upload" + FILES;
    private static final String DOWNLOAD = "/download" + FILES;
    private static final String REVISIONS = "revisions";
    private static final int MANY = 1000;

    private final Items items; // as all here, guarded by this
    private final ItemJson json;
    private final Tokens tokens = new Tokens();
    private final Files files;
    private final Changes changes;
    private final ResumableUploads uploads;
    private final Queue<DriveProblem> limits = new ArrayDeque<>();

    public GoogleDriveFake() {
        this(MANY);
    }

    /// @param pageSize how many entries a page of a listing has at most, whatever was asked
    public GoogleDriveFake(int pageSize) {
        this(pageSize, ByteStore.inMemory());
    }

    /// @param store where the bytes of files are
    public GoogleDriveFake(int pageSize, ByteStore store) {
        items = new Items(store);
        json = new ItemJson(items);
        files = new Files(items, json, pageSize);
        changes = new Changes(items, json, pageSize);
        uploads = new ResumableUploads(json, store, this::completed);
    }

    public synchronized String token() {
        return tokens.fresh();
    }

    public String refreshToken() {
        return Tokens.REFRESH;
    }

    @Override
    public synchronized void expire(String token) {
        tokens.expire(token);
    }

    public synchronized void revoke() {
        tokens.revoke();
    }

    @Override
    public synchronized void forgetUpload(WireRequest request) {
        request.parameter(ResumableUploads.ID).ifPresent(uploads::forget);
    }

    public synchronized void expireUploads() {
        uploads.expireAll();
    }

    /// How many uploads have begun and not ended.
    public synchronized int openUploads() {
        return uploads.open();
    }

    /// Refuses the next request, such as by 403 and `userRateLimitExceeded`.
    public synchronized void limitOnce(int status, String reason) {
        limits.add(DriveProblem.limited(status, reason));
    }

    /// Puts a file there, beside those of the same name.
    ///
    /// @param parent id of a folder, or `root`
    /// @return its id
    public synchronized String put(String parent, String name, String type, byte[] bytes) {
        var said = ItemJson.JSON.createObjectNode().put("name", name).put("mimeType", type);
        said.putArray("parents").add(parent);
        return files.create(said, Optional.empty(), items.store().keep(bytes)).id;
    }

    /// @return its id
    public synchronized String folder(String parent, String name) {
        return put(parent, name, Item.FOLDER, new byte[0]);
    }

    /// Puts a shortcut to another file there.
    public synchronized String shortcut(String parent, String name) {
        return put(parent, name, Item.SHORTCUT, new byte[0]);
    }

    public synchronized void replace(String id, byte[] bytes) {
        var item = files.there(id);
        items.addRevision(item, items.store().keep(bytes));
        items.noteChange(item);
    }

    public synchronized void rename(String id, String name) {
        change(id, item -> item.name = name);
    }

    public synchronized void move(String id, String parent) {
        change(id, item -> item.parent = Items.known(parent));
    }

    public synchronized void trash(String id) {
        change(id, item -> item.isTrashed = true);
    }

    public synchronized void deleteForEver(String id) {
        items.remove(files.there(id));
    }

    /// Deletes everything for ever, with the trash, and forgets uploads.
    public synchronized void clear() {
        items.all(item -> item.parent.equals(Items.ROOT)).forEach(items::remove);
        uploads.forgetAll();
    }

    private void change(String id, Consumer<Item> what) {
        var item = files.there(id);
        what.accept(item);
        items.noteChange(item);
    }

    /// The bytes of a file, in the trash or not, if any.
    public synchronized Optional<byte[]> bytes(String id) {
        return items.find(id).map(item -> item.head().bytes().all());
    }

    /// The names of all files and folders that are not in the trash, with repeats.
    public synchronized List<String> names() {
        return items.all(item -> !items.isTrashed(item)).stream()
                .map(item -> item.name)
                .sorted()
                .toList();
    }

    /// The number of files and folders of that name in a folder, without those in the trash.
    public synchronized long count(String parent, String name) {
        return files.named(parent, name).stream()
                .filter(item -> !items.isTrashed(item))
                .count();
    }

    @Override
    public synchronized WireAnswer answer(WireRequest asSent) {
        try {
            var request = Media.unpacked(asSent);
            if (request.path().equals("/token")) {
                return tokens.renew(request);
            }
            if (request.path().startsWith(UPLOAD)
                    && request.parameter(ResumableUploads.ID).isPresent()) {
                if (request.token().isPresent()) { // none is needed: the address is a right by itself
                    tokens.check(request);
                }
                return uploads.go(request);
            }
            tokens.check(request);
            var limit = limits.poll();
            if (limit != null) {
                throw limit;
            }
            return routed(request);
        } catch (DriveProblem e) {
            return e.answer();
        }
    }

    private WireAnswer routed(WireRequest request) {
        var path = request.path();
        if (path.startsWith(UPLOAD)) {
            return upload(request, rest(path, UPLOAD));
        }
        if (path.startsWith(DOWNLOAD)) {
            return ofFile(request, rest(path, DOWNLOAD).split("/", -1));
        }
        if (path.startsWith(FILES)) {
            return files(request, rest(path, FILES));
        }
        return switch (path) {
            case "/drive/v3/changes/startPageToken" -> changes.start(request);
            case "/drive/v3/changes" -> changes.list(request);
            case "/drive/v3/changes/watch" -> changes.watch(request);
            case "/drive/v3/channels/stop" -> changes.stop(request);
            default -> throw DriveProblem.notFound(path);
        };
    }

    /// The path after `/drive/v3/files/`.
    private static String rest(String path, String start) {
        return path.length() > start.length() ? path.substring(start.length() + 1) : "";
    }

    private WireAnswer files(WireRequest request, String rest) {
        if (rest.isEmpty()) {
            return request.method().equals("GET")
                    ? files.list(request)
                    : ItemJson.answer(
                            json.of(files.create(
                                    ItemJson.parsed(request.body()), Optional.empty(), StoredBytes.of(new byte[0]))),
                            request,
                            ItemJson.OF_FILE);
        }
        return rest.equals("generateIds") ? files.generateIds(request) : ofFile(request, rest.split("/", -1));
    }

    private WireAnswer ofFile(WireRequest request, String[] parts) {
        if (parts.length == 3 && parts[1].equals(REVISIONS)) {
            return files.revision(request, parts[0], parts[2]);
        }
        if (parts.length == 2 && parts[1].equals(REVISIONS)) {
            return files.revisions(request, parts[0]);
        }
        return switch (method(request)) {
            case "GET" -> files.get(request, parts[0]);
            case "DELETE" -> files.delete(parts[0]);
            case "PATCH" ->
                ItemJson.answer(
                        json.of(files.update(request, parts[0], ItemJson.parsed(request.body()), Optional.empty())),
                        request,
                        ItemJson.OF_FILE);
            default -> throw DriveProblem.notFound(request.path());
        };
    }

    /// The method of a request: clients without PATCH send POST and name it in a header.
    private static String method(WireRequest request) {
        return request.header("x-http-method-override").orElse(request.method());
    }

    private WireAnswer upload(WireRequest request, String id) {
        var target = Optional.of(id).filter(text -> !text.isEmpty());
        target.ifPresent(files::there);
        return switch (request.parameter("uploadType").orElse("media")) {
            case "resumable" -> {
                var said = ItemJson.parsed(request.body());
                if (target.isEmpty()) {
                    files.checkFree(said);
                }
                yield uploads.start(request, target, said);
            }
            case "multipart" -> {
                var parts = Media.parts(request);
                yield stored(request, target, ItemJson.parsed(parts.said()), parts.type(), parts.bytes());
            }
            case "media" -> {
                var nothing = ItemJson.JSON.createObjectNode();
                yield stored(request, target, nothing, request.header("content-type"), request.body());
            }
            default -> throw DriveProblem.invalid("uploadType");
        };
    }

    private WireAnswer stored(
            WireRequest request, Optional<String> target, JsonNode said, Optional<String> type, byte[] body) {
        var bytes = items.store().keep(body);
        var item = target.map(id -> files.update(request, id, said, Optional.of(bytes)))
                .orElseGet(() -> files.create(said, type, bytes));
        return ItemJson.answer(json.of(item), request, ItemJson.OF_FILE);
    }

    private Item completed(ResumableUploads.Session session, StoredBytes bytes) {
        if (session.target().isEmpty()) {
            return files.create(session.said(), session.type(), bytes);
        }
        var item = files.there(session.target().get());
        json.set(item, session.said());
        items.addRevision(item, bytes);
        items.noteChange(item);
        return item;
    }
}
