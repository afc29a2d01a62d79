package dev.azulejo.storage.webdav;

import dev.azulejo.storage.testkit.wire.StoredBytes;
import dev.azulejo.storage.testkit.wire.WireAnswer;
import dev.azulejo.storage.testkit.wire.WireRequest;
import dev.azulejo.storage.testkit.wire.WireService;
import dev.azulejo.storage.webdav.DavTree.Node;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// A WebDAV server in memory, written from RFC 4918 and RFC 9110, with [Quirk]s of others. Its root is [#ROOT].
final class DavFake implements WireService {
    static final String ROOT = "/remote.php/dav/files/me";
    static final String USER = "me";
    static final String PASSWORD = "pässword";

    private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d*)");

    private final Set<Quirk> quirks;
    private final DavTree tree; // guarded by this
    private Duration ahead = Duration.ZERO;
    private long room = Long.MAX_VALUE;
    private int brokenMoves;

    DavFake(Quirk... quirks) {
        this.quirks = Set.of(quirks);
        this.tree = new DavTree(this.quirks);
        for (int depth = 1; depth <= segments(ROOT).size(); depth++) {
            tree.put(segments(ROOT).subList(0, depth), Node.folder());
        }
    }

    /// Its clock goes on.
    synchronized void pass(Duration time) {
        ahead = ahead.plus(time);
    }

    synchronized void leaveRoomFor(long bytes) {
        room = bytes;
    }

    /// The next moves copy, and fail before they remove what they have copied.
    synchronized void breakMoves(int count) {
        brokenMoves = count;
    }

    /// Somebody else puts a file there; properties stay, as the RFC wants it.
    synchronized void put(String key, String text) {
        var path = path(key);
        var node = tree.find(path).orElseGet(Node::file);
        node.bytes = text.getBytes(StandardCharsets.UTF_8);
        tree.stamp(node, now());
        tree.put(path, node);
    }

    synchronized void makeFolder(String key) {
        tree.put(path(key), Node.folder());
    }

    synchronized void remove(String key) {
        tree.remove(path(key));
    }

    /// The names in a folder, as they are kept.
    synchronized List<String> names(String key) {
        return tree.find(path(key)).flatMap(node -> node.children).stream()
                .flatMap(children -> children.keySet().stream())
                .toList();
    }

    private static List<String> path(String key) {
        return segments(ROOT + "/" + key);
    }

    private static List<String> segments(String path) {
        return Arrays.stream(path.split("/")).filter(part -> !part.isEmpty()).toList();
    }

    private Instant now() {
        return Instant.now().plus(ahead).truncatedTo(ChronoUnit.MILLIS);
    }

    @Override
    public synchronized WireAnswer answer(WireRequest request) {
        var login = Base64.getEncoder().encodeToString((USER + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8));
        if (!request.header("authorization").equals(Optional.of("Basic " + login))) {
            return WireAnswer.empty(401).with("WWW-Authenticate", "Basic realm=\"fake\"");
        }
        var path = segments(request.path());
        var node = tree.find(path);
        if (quirks.contains(Quirk.REDIRECTS_FOLDERS)
                && node.filter(Node::isFolder).isPresent()
                && !request.path().endsWith("/")) {
            return WireAnswer.empty(301).with("Location", request.rawPath() + "/");
        }
        if (node.filter(its -> !its.isFolder()).isPresent() && request.path().endsWith("/")) {
            return WireAnswer.empty(404);
        }
        try {
            return switch (request.method()) {
                case "PROPFIND" -> propfind(request, path, node);
                case "PROPPATCH" -> proppatch(request, node);
                case "MKCOL" -> mkcol(request, path, node);
                case "PUT" -> put(request, path, node);
                case "GET" -> get(request, node);
                case "DELETE" -> delete(request, path, node);
                case "MOVE" -> move(request, path, node);
                default -> WireAnswer.empty(501);
            };
        } catch (IllegalArgumentException e) {
            return WireAnswer.empty(400);
        }
    }

    private WireAnswer propfind(WireRequest request, List<String> path, Optional<Node> node) {
        var propfind = DavXml.read(request.body());
        if (!DavXml.name(propfind).equals("DAV: propfind")) {
            throw new IllegalArgumentException("no propfind");
        }
        if (node.isEmpty()) {
            return WireAnswer.empty(404);
        }
        var asked = DavXml.children(propfind, "DAV: prop").stream()
                .map(DavXml::name)
                .toList();
        var depth = request.header("depth").orElse("infinity");
        if (depth.equals("infinity")) {
            return WireAnswer.empty(403);
        }
        var text = new StringBuilder("<?xml version=\"1.0\"?><d:multistatus xmlns:d=\"DAV:\">");
        text.append(response(path, node.get(), asked));
        if (depth.equals("1")) {
            node.get()
                    .children
                    .ifPresent(children -> children.forEach((name, child) -> {
                        var more = new ArrayList<>(path);
                        more.add(name);
                        text.append(response(more, child, asked));
                    }));
        }
        return xml(text.append("</d:multistatus>").toString());
    }

    private static WireAnswer xml(String text) {
        return new WireAnswer(
                207,
                Map.of("Content-Type", "application/xml; charset=utf-8"),
                StoredBytes.of(text.getBytes(StandardCharsets.UTF_8)),
                false);
    }

    private String response(List<String> path, Node node, List<String> asked) {
        var known = new TreeMap<String, String>();
        node.properties.forEach((name, value) -> known.put(name, DavXml.escaped(value)));
        known.put("DAV: resourcetype", node.isFolder() ? "<d:collection/>" : "");
        known.put(
                "DAV: getlastmodified",
                DateTimeFormatter.RFC_1123_DATE_TIME.format(node.modified.atOffset(ZoneOffset.UTC)));
        if (!node.isFolder()) {
            known.put("DAV: getcontentlength", Integer.toString(node.bytes.length));
            if (!quirks.contains(Quirk.NO_ETAGS)) {
                var etag = tree.etag(node);
                known.put(
                        "DAV: getetag",
                        DavXml.escaped(quirks.contains(Quirk.BARE_ETAGS) ? etag.replace("\"", "") : etag));
            }
        }
        var there = new TreeMap<String, String>();
        var missing = new TreeMap<String, String>();
        for (var name : asked) {
            if (known.containsKey(name)) {
                there.put(name, known.get(name));
            } else if (!quirks.contains(Quirk.LEAVES_OUT)) {
                missing.put(name, "");
            }
        }
        return "<d:response><d:href>%s</d:href>%s%s</d:response>"
                .formatted(
                        DavXml.escaped(href(path, node)), DavXml.propstat(200, there), DavXml.propstat(404, missing));
    }

    private String href(List<String> path, Node node) {
        var text = new DavPath(path).text() + (node.isFolder() ? "/" : "");
        return quirks.contains(Quirk.ABSOLUTE_HREFS)
                ? "http://LOCALHOST:1" + text.replace("a", "%61").replace("%C3", "%c3")
                : text;
    }

    private WireAnswer proppatch(WireRequest request, Optional<Node> node) {
        if (quirks.contains(Quirk.NO_PROPPATCH)) {
            return WireAnswer.empty(405);
        }
        var update = DavXml.read(request.body());
        if (!DavXml.name(update).equals("DAV: propertyupdate")) {
            throw new IllegalArgumentException("no propertyupdate");
        }
        if (node.isEmpty()) {
            return WireAnswer.empty(404);
        }
        var set = DavXml.children(update, "DAV: set").stream()
                .filter(prop -> DavXml.name(prop).equals("DAV: prop"))
                .flatMap(prop -> DavXml.children(prop).stream())
                .toList();
        var names = new TreeMap<String, String>();
        for (var property : set) {
            names.put(DavXml.name(property), "");
            if (!quirks.contains(Quirk.NO_PROPERTIES)) {
                node.get().properties.put(DavXml.name(property), property.getTextContent());
            }
        }
        return xml("<d:multistatus xmlns:d=\"DAV:\"><d:response><d:href>%s</d:href>%s</d:response></d:multistatus>"
                .formatted(
                        DavXml.escaped(request.rawPath()),
                        DavXml.propstat(quirks.contains(Quirk.NO_PROPERTIES) ? 403 : 200, names)));
    }

    private WireAnswer mkcol(WireRequest request, List<String> path, Optional<Node> node) {
        if (node.isPresent()) {
            return WireAnswer.empty(405);
        }
        if (request.body().length > 0) {
            return WireAnswer.empty(415);
        }
        if (tree.parent(path).isEmpty()) {
            return WireAnswer.empty(409);
        }
        tree.put(path, Node.folder());
        return WireAnswer.empty(201);
    }

    private WireAnswer put(WireRequest request, List<String> path, Optional<Node> node) {
        if (node.filter(Node::isFolder).isPresent()) {
            return WireAnswer.empty(405);
        }
        if (tree.parent(path).isEmpty()) {
            return WireAnswer.empty(409);
        }
        if (request.body().length > room) {
            return WireAnswer.empty(507);
        }
        var file = node.orElseGet(Node::file);
        file.bytes = request.body();
        tree.stamp(file, now());
        tree.put(path, file);
        return WireAnswer.empty(node.isPresent() ? 204 : 201);
    }

    private WireAnswer get(WireRequest request, Optional<Node> node) {
        if (node.isEmpty()) {
            return WireAnswer.empty(404);
        }
        if (node.get().isFolder()) {
            return quirks.contains(Quirk.SHOWS_FOLDERS)
                    ? WireAnswer.content(200, StoredBytes.of("<html>a folder</html>".getBytes(StandardCharsets.UTF_8)))
                    : WireAnswer.empty(403);
        }
        var file = node.get();
        if (!matches(request, file)) {
            return WireAnswer.empty(412);
        }
        var answer = content(request, file.bytes);
        return quirks.contains(Quirk.NO_ETAGS) ? answer : answer.with("ETag", tree.etag(file));
    }

    private WireAnswer content(WireRequest request, byte[] bytes) {
        var range = RANGE.matcher(request.header("range").orElse(""));
        if (quirks.contains(Quirk.NO_RANGES) || !range.matches()) {
            return WireAnswer.content(200, StoredBytes.of(bytes));
        }
        long from = Long.parseLong(range.group(1));
        long to = range.group(2).isEmpty() ? Long.MAX_VALUE : Long.parseLong(range.group(2));
        if (from >= bytes.length || to < from) {
            return WireAnswer.empty(416).with("Content-Range", "bytes */" + bytes.length);
        }
        int end = (int) Math.min(to, bytes.length - 1L) + 1;
        return WireAnswer.content(206, StoredBytes.of(Arrays.copyOfRange(bytes, (int) from, end)))
                .with("Content-Range", "bytes %d-%d/%d".formatted(from, end - 1, bytes.length));
    }

    /// `If-Match` compares strongly.
    private boolean matches(WireRequest request, Node node) {
        var etag = tree.etag(node);
        return quirks.contains(Quirk.IGNORES_IF_MATCH)
                || request.header("if-match")
                        .map(wanted -> wanted.equals(etag) && !etag.startsWith("W/"))
                        .orElse(true);
    }

    private WireAnswer delete(WireRequest request, List<String> path, Optional<Node> node) {
        if (node.isEmpty()) {
            return WireAnswer.empty(404);
        }
        if (!matches(request, node.get())) {
            return WireAnswer.empty(412);
        }
        tree.remove(path);
        return WireAnswer.empty(204);
    }

    private WireAnswer move(WireRequest request, List<String> path, Optional<Node> node) {
        var destination = URI.create(request.header("destination").orElseThrow(IllegalArgumentException::new));
        if (destination.isAbsolute()
                && !destination.getAuthority().equals(request.header("host").orElse(""))) {
            return WireAnswer.empty(502);
        }
        if (node.isEmpty()) {
            return WireAnswer.empty(404);
        }
        var to = segments(
                quirks.contains(Quirk.DECODES_TWICE)
                        ? destination.getPath().replaceFirst("\\?.*", "")
                        : destination.getPath());
        if (tree.parent(to).isEmpty()) {
            return WireAnswer.empty(409);
        }
        boolean isOver =
                !request.header("overwrite").equals(Optional.of("F")) || quirks.contains(Quirk.IGNORES_OVERWRITE);
        if (!holds(request) || (!isOver && tree.find(to).isPresent())) {
            return WireAnswer.empty(412);
        }
        if (brokenMoves > 0) {
            brokenMoves--;
            tree.put(to, node.get());
            return WireAnswer.empty(500);
        }
        tree.remove(path);
        if (quirks.contains(Quirk.RESTAMPS)) {
            tree.stamp(node.get(), now());
        }
        return WireAnswer.empty(tree.put(to, node.get()) ? 204 : 201);
    }

    private boolean holds(WireRequest request) {
        var condition = request.header("if");
        if (condition.isEmpty() || quirks.contains(Quirk.IGNORES_IF)) {
            return true;
        }
        return !quirks.contains(Quirk.REFUSES_IF)
                && IfHeader.holds(condition.get(), request.rawPath(), tag -> etags(request, tag));
    }

    private Optional<List<String>> etags(WireRequest request, String tag) {
        var uri = URI.create(tag);
        if (uri.isAbsolute()
                ? quirks.contains(Quirk.KNOWS_PATH_TAGS_ONLY)
                : quirks.contains(Quirk.KNOWS_ADDRESS_TAGS_ONLY)) {
            return Optional.empty();
        }
        boolean isHere = !uri.isAbsolute()
                || uri.getAuthority().equals(request.header("host").orElse(""));
        return Optional.of(tree.find(segments(uri.getPath()))
                .filter(_ -> isHere)
                .map(tree::etag)
                .map(List::of)
                .orElse(List.of()));
    }

    @Override
    public void expire(String token) {
        throw new IllegalStateException("there are no tokens");
    }

    @Override
    public void forgetUpload(WireRequest request) {
        // an upload is one request
    }
}
