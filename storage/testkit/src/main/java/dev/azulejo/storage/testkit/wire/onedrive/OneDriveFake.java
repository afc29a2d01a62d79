package dev.azulejo.storage.testkit.wire.onedrive;

import dev.azulejo.storage.testkit.wire.ByteStore;
import dev.azulejo.storage.testkit.wire.WireAnswer;
import dev.azulejo.storage.testkit.wire.WireRequest;
import dev.azulejo.storage.testkit.wire.WireService;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// A drive of OneDrive or SharePoint: Microsoft Graph v1.0 below `/v1.0`, the token endpoint, and the hosts
/// for uploads and downloads below `/up/` and `/down/`, which refuse tokens. It follows Microsoft's
/// documentation of OneDrive for Business; where that differs from OneDrive for home use or from itself,
/// the stricter, unless [Manner] says otherwise.
public final class OneDriveFake implements WireService {
    private static final String VERSION = "/v1.0";
    private static final String TOKENS = "/oauth2/v2.0/token";

    /// The differences between drives.
    ///
    /// @param pageSize how many items a page has at most
    /// @param isOneUploadPerName whether a second upload of a name is refused while there is one, as in
    ///     Business
    /// @param isPathPlain whether paths of parents are not percent-encoded
    /// @param isTerse whether items state no hash, as for some time after an upload, and no address of
    ///     their bytes
    /// @param mostBytes the drive's capacity
    public record Manner(
            int pageSize, boolean isOneUploadPerName, boolean isPathPlain, boolean isTerse, long mostBytes) {
        public static final Manner USUAL = new Manner(3, false, false, false, 1L << 40);

        public Manner withOneUploadPerName() {
            return new Manner(pageSize, true, isPathPlain, isTerse, mostBytes);
        }

        public Manner withPlainPaths() {
            return new Manner(pageSize, isOneUploadPerName, true, isTerse, mostBytes);
        }

        public Manner terse() {
            return new Manner(pageSize, isOneUploadPerName, isPathPlain, true, mostBytes);
        }

        public Manner holding(long bytes) {
            return new Manner(pageSize, isOneUploadPerName, isPathPlain, isTerse, bytes);
        }
    }

    public record Grant(String accessToken, String refreshToken) {}

    private final ItemTree tree; // guarded by this, as all below
    private final Tokens tokens = new Tokens();
    private final GraphApi api;
    private final UploadSessions uploads;
    private final Downloads downloads;
    private final Subscriptions subscriptions;
    private String contentHost = "";

    public OneDriveFake() {
        this(Manner.USUAL, InstantSource.system());
    }

    public OneDriveFake(Manner manner, InstantSource clock) {
        this(manner, clock, ByteStore.inMemory());
    }

    /// @param store where the bytes of files are
    public OneDriveFake(Manner manner, InstantSource clock, ByteStore store) {
        tree = new ItemTree(clock, store);
        downloads = new Downloads(tree, clock);
        subscriptions = new Subscriptions(clock);
        var items = new ItemJson(driveId(), manner);
        var shown = new Shown(tree, items, downloads);
        uploads = new UploadSessions(tree, clock, manner.isOneUploadPerName(), shown::stored);
        api = new GraphApi(driveId(), manner, tree, uploads, shown, subscriptions);
    }

    /// The id by which the drive is addressed instead of `/me/drive`.
    public String driveId() {
        return "b!fake-drive";
    }

    public synchronized Grant connect() {
        return tokens.grant();
    }

    /// Revokes the rights of all connections, as the owner may.
    public synchronized void disconnect() {
        tokens.revoke();
    }

    /// Sets the base of the addresses for uploads and downloads, such as another server in front of this:
    /// `http://host:port`. By default it is the host that was asked.
    public synchronized void serveContentAt(String address) {
        contentHost = address;
    }

    /// Puts a file there, as the owner may.
    ///
    /// @param path without a slash before it; folders are made
    public synchronized void put(String path, byte[] bytes) {
        int slash = path.lastIndexOf('/');
        var parent = tree.folders(tree.root, slash < 0 ? "" : path.substring(0, slash));
        tree.store(parent, path.substring(slash + 1), tree.bytesOfFiles().keep(bytes), ItemTree.Conflict.REPLACE);
    }

    public synchronized void makeFolder(String path) {
        tree.folders(tree.root, path);
    }

    /// Renames a file or folder in its place, as the owner may.
    public synchronized void rename(String path, String name) {
        var item = tree.below(tree.root, path).orElseThrow();
        var parent = item.parent;
        if (parent != null) {
            tree.move(item, parent, name);
        }
    }

    /// Removes a file or folder, as the owner may.
    public synchronized void remove(String path) {
        tree.below(tree.root, path).ifPresent(tree::delete);
    }

    /// The content of a path; empty if there is no file.
    public synchronized Optional<byte[]> content(String path) {
        return tree.below(tree.root, path).filter(item -> !item.isFolder).map(item -> item.bytes.all());
    }

    public synchronized List<String> paths() {
        var paths = new TreeMap<String, Item>();
        tree.files().forEach(file -> paths.put(file.path(), file));
        return List.copyOf(paths.keySet());
    }

    /// How many uploads have begun and not ended.
    public synchronized int openUploads() {
        return uploads.open();
    }

    public synchronized void expireUploads() {
        uploads.forgetAll();
    }

    public synchronized void expireDownloads() {
        downloads.forgetAll();
    }

    /// Forgets the changes so far: callers with an older token must list everything.
    public synchronized void forgetChanges() {
        api.forgetChanges();
    }

    /// Sends all subscribers a message that a change has happened.
    ///
    /// @return their answers
    public synchronized List<Integer> tellSubscribers() {
        return subscriptions.tell();
    }

    @Override
    public synchronized WireAnswer answer(WireRequest request) {
        try {
            var path = request.path();
            if (path.startsWith(UploadSessions.PATH)) {
                return uploads.answer(request);
            }
            if (path.startsWith(Downloads.PATH)) {
                return downloads.answer(request);
            }
            if (path.endsWith(TOKENS) && request.method().equals("POST")) {
                return tokens.answer(request);
            }
            if (!path.startsWith(VERSION + "/")) {
                throw GraphError.notFound(path);
            }
            tokens.check(request);
            var host = "http://" + request.header("host").orElse("");
            return api.answer(
                    request,
                    path.substring(VERSION.length()),
                    host + VERSION,
                    contentHost.isEmpty() ? host : contentHost);
        } catch (GraphError e) {
            return e.answer();
        }
    }

    @Override
    public synchronized void expire(String token) {
        tokens.expire(token);
    }

    @Override
    public synchronized void forgetUpload(WireRequest request) {
        uploads.forget(request.path());
    }
}
