package dev.azulejo.storage.webdav;

import dev.azulejo.storage.ContentVersion;
import dev.azulejo.storage.StorageDenied;
import dev.azulejo.storage.StorageUnavailable;
import dev.azulejo.storage.https.WebAnswer;
import dev.azulejo.storage.web.Busy;
import dev.azulejo.storage.web.Spool;
import dev.azulejo.storage.webdav.Wire.Call;
import java.io.IOException;
import java.text.Normalizer;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The methods of WebDAV that files need. Thread-safe.
final class DavClient {
    private static final Set<Integer> ABSENT = Set.of(404, 409, 410);
    private static final Set<Integer> MOVED_ON = Set.of(301, 302, 307, 308);
    private static final int NOT_ALLOWED = 405;

    /// How many bytes of a file are held in memory.
    static final int IN_MEMORY = 256 << 10;

    private final Wire wire;
    private final DavPath root;
    private final Properties properties = new Properties();

    /// @param root of the server, below which all lies
    DavClient(Wire wire, DavPath root) {
        this.wire = wire;
        this.root = root;
    }

    boolean isEncrypted() {
        return wire.isEncrypted();
    }

    DavPath root() {
        return root;
    }

    String address(DavPath path) {
        return wire.address(path.text());
    }

    /// Finds the file or folder of exactly this name, as far as the server states its spelling.
    Optional<Resource> find(DavPath path) {
        var reader = properties.new Reader();
        return wire.ask(
                propfind(path, path.isRoot() ? "/" : path.text(), "0"), (answer, _) -> found(path, answer, reader));
    }

    private static Call propfind(DavPath path, String text, String depth) {
        var headers = Map.of("Depth", depth, "Content-Type", Wire.XML);
        return new Call(
                "PROPFIND",
                text,
                path.toString(),
                headers,
                Optional.of(Spool.of(Properties.FIND)),
                Set.of(207, 404, 409, 410, NOT_ALLOWED, 301, 302, 307, 308));
    }

    private Optional<Resource> found(DavPath path, WebAnswer answer, Properties.Reader reader) throws IOException {
        if (answer.status() == 207) {
            var all = reader.read(answer.body(), path);
            return all.stream()
                    .filter(found -> found.path().equals(path))
                    .findFirst()
                    .or(() -> all.stream()
                            .filter(_ -> all.size() == 1)
                            .filter(found -> !found.path().isRoot() && !path.isRoot())
                            .filter(found -> found.path().name().equals(path.name()))
                            .findFirst());
        }
        if (MOVED_ON.contains(answer.status())) {
            return Optional.of(folder(path, answer));
        }
        requireWebDav(path, answer.status());
        return Optional.empty();
    }

    /// Reads a redirect to a collection's address with a slash, which some servers send.
    private static Resource folder(DavPath path, WebAnswer answer) {
        var to = answer.header("Location").orElse("");
        if (to.endsWith("/") && DavPath.parse(to, path).equals(Optional.of(path))) {
            return new Resource(path, true, 0, Optional.empty(), Optional.empty(), Optional.empty());
        }
        throw new StorageDenied(
                "%s leads on to another address; connect with that one (--server)".formatted(path), null);
    }

    private void requireWebDav(DavPath path, int status) {
        if (status != NOT_ALLOWED) {
            return;
        }
        if (path.equals(root) || find(root).isEmpty()) {
            throw new StorageDenied(
                    "there is no WebDAV at %s (it answers 405); connect again with --server".formatted(address(root)),
                    null);
        }
    }

    /// Lists a folder.
    ///
    /// @return empty if there is no folder of exactly this name
    Optional<List<Resource>> children(DavPath folder) {
        var reader = properties.new Reader();
        return wire.ask(propfind(folder, folder.folderText(), "1"), (answer, _) -> {
            if (answer.status() == 207) {
                return children(folder, reader.read(answer.body(), folder));
            }
            if (MOVED_ON.contains(answer.status())) {
                return Optional.empty(); // a file, to whose address without a slash it leads
            }
            requireWebDav(folder, answer.status());
            return Optional.empty();
        });
    }

    private Optional<List<Resource>> children(DavPath folder, List<Resource> found) {
        if (found.stream().anyMatch(resource -> resource.path().equals(folder) && resource.isFolder())) {
            return Optional.of(found.stream()
                    .filter(resource -> resource.path().isChildOf(folder))
                    .toList());
        }
        if (found.stream().noneMatch(resource -> loose(resource.path()).equals(loose(folder)))) {
            throw new StorageUnavailable(
                    "%s was asked for %s and answered for something else; is --server its own address?"
                            .formatted(address(root), folder),
                    null);
        }
        return Optional.empty(); // a file, or a folder that is spelled otherwise
    }

    private static String loose(DavPath path) {
        return Normalizer.normalize(path.text().isEmpty() ? "" : path.toString(), Normalizer.Form.NFC)
                .toLowerCase(Locale.ROOT);
    }

    /// @param isDone `false` if there is no folder for it
    /// @param at by the server's clock
    record Put(boolean isDone, Optional<Instant> at) {}

    Put put(DavPath path, Spool body, String mediaType) {
        var call = new Call(
                "PUT",
                path.text(),
                path.toString(),
                Map.of("Content-Type", mediaType),
                Optional.of(body),
                Set.of(200, 201, 204, 404, 409));
        return wire.ask(
                call,
                (answer, _) ->
                        new Put(answer.status() < 300, answer.header("Date").flatMap(Busy::date)));
    }

    /// @return whether the server says that it keeps the property
    boolean patch(DavPath path, String value) {
        var body = Optional.of(Spool.of(Properties.patch(value)));
        var expected = Set.of(200, 207, 403, 404, NOT_ALLOWED, 409, 415, 422, 501);
        return wire.ask(
                new Call("PROPPATCH", path.text(), path.toString(), Map.of("Content-Type", Wire.XML), body, expected),
                (answer, _) -> answer.status() == 207 && Properties.isPatched(answer.body()));
    }

    /// @return whether the folder was made or the name was taken; if not, its parent is missing
    boolean makeFolder(DavPath path) {
        var expected = Set.of(200, 201, NOT_ALLOWED, 404, 409);
        return wire.ask(
                new Call("MKCOL", path.folderText(), path.toString(), Map.of(), Optional.empty(), expected),
                (answer, _) -> !ABSENT.contains(answer.status()));
    }

    enum Moved {
        DONE,
        REFUSED,
        NO_FOLDER
    }

    /// Moves a file; if the answer is lost, what is left decides, since no other process takes `from` away.
    ///
    /// @param from which belongs to the caller alone
    /// @param headers with `Overwrite`, and whatever else must hold
    Moved move(DavPath from, DavPath to, Map<String, String> headers) {
        var all = new HashMap<>(headers);
        all.put("Destination", address(to));
        var call = new Call(
                "MOVE", from.text(), to.toString(), all, Optional.empty(), Set.of(200, 201, 204, 404, 409, 412));
        return wire.ask(call, (answer, isLost) -> {
            if (answer.status() < 300 || (isLost && find(from).isEmpty())) {
                return Moved.DONE;
            }
            return answer.status() == 412 ? Moved.REFUSED : Moved.NO_FOLDER;
        });
    }

    /// @return `false` when the file is no longer the one that `etag` was read from, as far as the server
    ///     checks
    boolean delete(DavPath path, Optional<Etag> etag) {
        Map<String, String> headers = etag.filter(Etag::isStrong)
                .map(strong -> Map.of("If-Match", strong.text()))
                .orElse(Map.of());
        var call = new Call(
                "DELETE",
                path.text(),
                path.toString(),
                headers,
                Optional.empty(),
                Set.of(200, 202, 204, 404, 410, 412));
        return wire.ask(call, (answer, _) -> answer.status() != 412);
    }

    /// Opens the bytes of a file; the answer is to be closed.
    WebAnswer get(DavPath path, Map<String, String> headers) {
        var expected = Set.of(200, 206, 403, 404, 409, 410, 412, 416);
        return wire.ask(
                new Call("GET", path.text(), path.toString(), headers, Optional.empty(), expected),
                (answer, _) -> answer);
    }

    /// Reads the answer to a range.
    interface Piece {
        byte[] read(WebAnswer answer) throws IOException;
    }

    byte[] range(DavPath path, long offset, int length, Piece piece) {
        var headers = Map.of("Range", "bytes=%d-%d".formatted(offset, Math.addExact(offset, length - 1L)));
        var expected = Set.of(200, 206, 403, 404, 409, 410, 416);
        return wire.ask(
                new Call("GET", path.text(), path.toString(), headers, Optional.empty(), expected),
                (answer, _) -> piece.read(answer));
    }

    /// Downloads a whole file to this machine.
    Optional<Spool> spooled(DavPath path) {
        var expected = Set.of(200, 404, 409, 410);
        return wire.ask(
                new Call("GET", path.text(), path.toString(), Map.of(), Optional.empty(), expected),
                (answer, _) ->
                        answer.status() == 200 ? Optional.of(Spool.of(answer.body(), IN_MEMORY)) : Optional.empty());
    }

    /// Reads a whole file and returns its hash.
    ///
    /// @return the hash, as [ContentVersion] writes it; empty if there is no file
    Optional<String> hash(DavPath path) {
        var expected = Set.of(200, 404, 409, 410);
        return wire.ask(
                new Call("GET", path.text(), path.toString(), Map.of(), Optional.empty(), expected),
                (answer, _) ->
                        answer.status() == 200 ? Optional.of(ContentVersion.of(answer.body())) : Optional.empty());
    }
}
