package dev.azulejo.storage.webdav;

import dev.azulejo.storage.web.Busy;
import dev.azulejo.storage.webdav.Multistatus.Found;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// The properties that we ask for (RFC 4918, section 15), and our own on files.
final class Properties {
    static final String FIND = """
            <?xml version="1.0" encoding="utf-8"?>
            <D:propfind xmlns:D="DAV:" xmlns:A="urn:azulejo:storage"><D:prop><D:resourcetype/><D:getcontentlength/>\
            <D:getlastmodified/><D:getetag/><A:object/></D:prop></D:propfind>""";

    private static final String TYPE = "DAV: resourcetype";
    private static final String LENGTH = "DAV: getcontentlength";
    private static final String MODIFIED = "DAV: getlastmodified";
    private static final String ETAG = "DAV: getetag";
    private static final String OBJECT = "urn:azulejo:storage object";
    private static final Set<String> ALL = Set.of(TYPE, LENGTH, MODIFIED, ETAG, OBJECT);
    private static final Pattern DIGITS = Pattern.compile("\\d{1,18}");
    private static final int SURE = 3;

    /// Whether this server omits properties that a file does not have, although it must mention them.
    private volatile boolean leavesOut;

    /// @param value of our own one, of letters, digits, `-` and `_`
    static String patch(String value) {
        return """
                <?xml version="1.0" encoding="utf-8"?>
                <D:propertyupdate xmlns:D="DAV:"><D:set><D:prop><A:object xmlns:A="urn:azulejo:storage">%s</A:object>\
                </D:prop></D:set></D:propertyupdate>""".formatted(value);
    }

    /// Whether the answer to a patch says that it succeeded.
    static boolean isPatched(InputStream body) throws IOException {
        var done = new ArrayList<Boolean>();
        Multistatus.read(
                body,
                found -> done.add(found.status() == 200 && found.properties().containsKey(OBJECT)));
        return done.contains(true);
    }

    /// Reads answers to [#FIND], to one request after the other until one is reliable.
    final class Reader {
        private Set<String> missing = Set.of();
        private int times;

        /// @throws MalformedAnswer also when it does not speak of all that was asked for: then the request may have
        ///     arrived otherwise than it was sent
        List<Resource> read(InputStream body, DavPath from) throws IOException {
            var resources = new ArrayList<Resource>();
            var unmentioned = new TreeSet<String>();
            Multistatus.read(body, found -> {
                if (found.status() / 100 == 2) {
                    ALL.stream()
                            .filter(name -> !found.mentioned().contains(name))
                            .forEach(unmentioned::add);
                    resource(found, from).ifPresent(resources::add);
                }
            });
            if (!unmentioned.isEmpty() && !leavesOut) {
                times = unmentioned.equals(missing) ? times + 1 : 1;
                missing = unmentioned;
                if (times < SURE) {
                    throw new MalformedAnswer("an answer says nothing of " + unmentioned);
                }
                leavesOut = true;
            }
            return resources;
        }
    }

    /// The resource of a response; empty if it has neither a readable name nor bytes.
    private static Optional<Resource> resource(Found found, DavPath from) {
        var properties = found.properties();
        boolean isFolder = text(properties, TYPE).lines().anyMatch("DAV: collection"::equals);
        var length = text(properties, LENGTH);
        if (!isFolder && !DIGITS.matcher(length).matches()) {
            return Optional.empty();
        }
        return DavPath.parse(found.href(), from)
                .map(path -> new Resource(
                        path,
                        isFolder,
                        isFolder ? 0 : Long.parseLong(length),
                        Busy.date(text(properties, MODIFIED)),
                        Etag.parse(text(properties, ETAG)),
                        Optional.ofNullable(properties.get(OBJECT)).map(String::strip)));
    }

    private static String text(Map<String, String> properties, String name) {
        return properties.getOrDefault(name, "").strip();
    }
}
