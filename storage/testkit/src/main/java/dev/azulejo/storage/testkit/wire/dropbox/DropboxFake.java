package dev.azulejo.storage.testkit.wire.dropbox;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.azulejo.storage.testkit.wire.ByteStore;
import dev.azulejo.storage.testkit.wire.WireAnswer;
import dev.azulejo.storage.testkit.wire.WireRequest;
import dev.azulejo.storage.testkit.wire.WireService;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A user's Dropbox. The three hosts are the first part of a path: `https://api.dropboxapi.com/2/files/…`
/// is here `/api/2/files/…`, and so are `/content` and `/notify`. Its clock is the machine's until [#pass]
/// moves it on. Pages are small, whatever limit is asked for, so every listing has several.
public final class DropboxFake implements WireService {
    /// The app's key, its secret, and the refresh token that [#answer] accepts.
    public static final String APP_KEY = "app-key";

    public static final String APP_SECRET = "app-secret";
    public static final String REFRESH_TOKEN = "refresh-1";

    private static final int USUAL_PAGE = 3;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final DropboxTree tree; // guarded by this, as is all below
    private final DropboxTokens tokens;
    private final DropboxSessions sessions;
    private final DropboxCursors cursors;
    private final DropboxFiles files;

    public DropboxFake() {
        this(USUAL_PAGE, ByteStore.inMemory());
    }

    /// @param pageEntries of a listing, at most
    /// @param store where the bytes of files are
    public DropboxFake(int pageEntries, ByteStore store) {
        tree = new DropboxTree(store);
        tokens = new DropboxTokens(tree);
        sessions = new DropboxSessions(tree);
        cursors = new DropboxCursors(tree, pageEntries);
        files = new DropboxFiles(tree, sessions);
    }

    /// Makes an access token, which works until it expires.
    public synchronized String freshToken() {
        return tokens.fresh();
    }

    /// Lets time go by: tokens live for hours, uploads for days.
    public synchronized void pass(Duration time) {
        tree.pass(time);
        notifyAll();
    }

    /// The paths of all files, wherever they lie.
    public synchronized List<String> files() {
        return tree.below(DropboxPath.ROOT).stream()
                .filter(item -> !item.isFolder())
                .map(item -> item.path().display())
                .toList();
    }

    public synchronized void forgetCursors() {
        cursors.forget();
    }

    public synchronized void revoke() {
        tokens.revoke();
    }

    @Override
    public synchronized void expire(String token) {
        tokens.expire(token);
    }

    @Override
    public synchronized void forgetUpload(WireRequest request) {
        if (request.path().contains("/upload_session/")) {
            try {
                var arguments = DropboxCall.upload(request).arguments();
                sessions.forget(arguments.path("cursor").path("session_id").asText());
            } catch (DropboxError e) {
                throw new IllegalStateException("an upload that cannot be read: " + e.getMessage(), e);
            }
        }
    }

    @Override
    public synchronized WireAnswer answer(WireRequest request) {
        try {
            return answered(request);
        } catch (DropboxError e) {
            return e.answer();
        } finally {
            notifyAll(); // requests that wait for changes look again
        }
    }

    private WireAnswer answered(WireRequest request) throws DropboxError {
        var path = request.path();
        if (!request.method().equals("POST")
                && !(request.method().equals("GET") && path.equals("/content/2/files/download"))) {
            return WireAnswer.empty(405);
        }
        if (path.equals("/api/oauth2/token")) {
            return tokens.answer(form(request), isOurApp(request));
        }
        if (path.equals("/notify/2/files/list_folder/longpoll")) {
            return waited(request);
        }
        tokens.check(request.token());
        return switch (path) {
            case "/api/2/auth/token/revoke" -> {
                tokens.revoke();
                yield WireAnswer.json(200, "null");
            }
            case "/api/2/files/get_metadata" ->
                files.metadata(DropboxCall.rpc(request)
                        .allow("path", "include_media_info", "include_deleted", "include_has_explicit_shared_members"));
            case "/api/2/files/list_folder" -> list(listing(request));
            case "/api/2/files/list_folder/get_latest_cursor" -> latest(listing(request));
            case "/api/2/files/list_folder/continue" ->
                WireAnswer.json(
                        200,
                        cursors.next(DropboxCall.rpc(request).allow("cursor").text("cursor"))
                                .toString());
            case "/api/2/files/create_folder_v2" ->
                files.makeFolder(DropboxCall.rpc(request).allow("path", "autorename"));
            case "/api/2/files/delete_v2" ->
                files.delete(DropboxCall.rpc(request).allow("path", "parent_rev"));
            case "/content/2/files/upload" -> files.upload(DropboxCall.upload(request));
            case "/content/2/files/upload_session/start" -> files.start(DropboxCall.upload(request));
            case "/content/2/files/upload_session/append_v2" -> files.append(DropboxCall.upload(request));
            case "/content/2/files/upload_session/finish" -> files.finish(DropboxCall.upload(request));
            case "/content/2/files/download" -> files.download(DropboxCall.download(request), request.header("range"));
            default -> WireAnswer.empty(404);
        };
    }

    private static DropboxCall listing(WireRequest request) throws DropboxError {
        return DropboxCall.rpc(request)
                .allow(
                        "path",
                        "recursive",
                        "limit",
                        "include_media_info",
                        "include_deleted",
                        "include_has_explicit_shared_members",
                        "include_mounted_folders",
                        "include_non_downloadable_files",
                        "include_restorable_info");
    }

    private WireAnswer list(DropboxCall call) throws DropboxError {
        var path = DropboxPath.parse(call.text("path"), "path");
        return WireAnswer.json(
                200,
                cursors.list(path, call.flag("recursive", false), limit(call)).toString());
    }

    private WireAnswer latest(DropboxCall call) throws DropboxError {
        var path = DropboxPath.parse(call.text("path"), "path");
        var cursor = cursors.latest(path, call.flag("recursive", false), limit(call));
        return WireAnswer.json(
                200, JSON.createObjectNode().put("cursor", cursor).toString());
    }

    private static int limit(DropboxCall call) throws DropboxError {
        return (int) call.number("limit", 500, 1, 2000);
    }

    /// Answers when a change has happened, or when that much time has passed.
    private WireAnswer waited(WireRequest request) throws DropboxError {
        if (request.token().isPresent()) {
            throw DropboxError.badRequest("this endpoint takes no token");
        }
        var call = DropboxCall.rpc(request).allow("cursor", "timeout");
        var end = tree.now().plusSeconds(call.number("timeout", 30, 30, 480));
        try {
            while (!cursors.hasNews(call.text("cursor")) && tree.now().isBefore(end)) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return WireAnswer.empty(503);
        }
        return WireAnswer.json(
                200,
                JSON.createObjectNode()
                        .put("changes", cursors.hasNews(call.text("cursor")))
                        .toString());
    }

    private static boolean isOurApp(WireRequest request) {
        var expected =
                Base64.getEncoder().encodeToString((APP_KEY + ":" + APP_SECRET).getBytes(StandardCharsets.UTF_8));
        return request.header("authorization").equals(java.util.Optional.of("Basic " + expected));
    }

    private static Map<String, String> form(WireRequest request) {
        var form = new HashMap<String, String>();
        for (var pair : new String(request.body(), StandardCharsets.UTF_8).split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                form.put(
                        URLDecoder.decode(pair.substring(0, equals), StandardCharsets.UTF_8),
                        URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return form;
    }
}
