package dev.azulejo.storage.drives.onedrive;

import dev.azulejo.storage.StorageUnavailable;
import dev.azulejo.storage.drives.DriveHttp;
import dev.azulejo.storage.drives.DriveReply;
import dev.azulejo.storage.drives.DriveRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/// Calls of Microsoft Graph about one drive: its addresses, and answers read to their end. Thread-safe.
final class Graph {
    private final DriveHttp http;
    private final String base;
    private final String drive;

    /// @param base such as `https://graph.microsoft.com/v1.0`
    /// @param drive its id; empty for the drive of the token's owner
    Graph(DriveHttp http, String base, String drive) {
        this.http = http;
        this.base = base;
        this.drive = base + (drive.isEmpty() ? "/me/drive" : "/drives/" + escaped(drive));
    }

    /// The address of an item by its path, without a slash before it; `#` and `%` are allowed in names.
    ///
    /// @param action such as `/children`; empty for the item itself
    String at(String path, String action) {
        if (path.isEmpty()) {
            return drive + "/root" + action;
        }
        var names = Arrays.stream(path.split("/", -1)).map(Graph::escaped).collect(Collectors.joining("/"));
        return "%s/root:/%s:%s".formatted(drive, names, action);
    }

    String item(String id) {
        return drive + "/items/" + escaped(id);
    }

    private static String escaped(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /// Checks a link to go on with, from an answer. As the token is sent there, it must lead to Graph
    /// itself.
    String own(String link) {
        if (!link.startsWith(base + "/")) {
            throw new StorageUnavailable("OneDrive leads on to an address that is not its own", null);
        }
        return link;
    }

    GraphAnswer ask(DriveRequest request) {
        var reply = http.ask(request);
        return new GraphAnswer(reply.status(), reply.json(), reply.isAfterLostAnswer());
    }

    /// Sends a request whose answer is bytes.
    DriveReply open(DriveRequest request) {
        return http.send(request);
    }

    Optional<GraphItem> find(String address) {
        var answer = ask(DriveRequest.get(address));
        if (answer.status() == GraphAnswer.NOT_FOUND) {
            return Optional.empty();
        }
        if (!answer.isFine()) {
            throw answer.failure("to look at an item");
        }
        return Optional.of(GraphItem.of(answer.json()));
    }
}
