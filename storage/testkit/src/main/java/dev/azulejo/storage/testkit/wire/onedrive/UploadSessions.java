package dev.azulejo.storage.testkit.wire.onedrive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.azulejo.storage.testkit.wire.WireAnswer;
import dev.azulejo.storage.testkit.wire.WireRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Upload sessions. Their addresses contain the right to use them, and refuse tokens. Guarded by the fake.
final class UploadSessions {
    static final String PATH = "/up/";
    private static final Duration LIFETIME = Duration.ofDays(1);

    /// Makes the answer for a file that an upload has made.
    interface Telling {
        WireAnswer tell(ItemTree.Stored stored);
    }

    private final ItemTree tree;
    private final InstantSource clock;
    private final Telling telling;
    private final boolean isOnePerName;
    private final Map<String, UploadSession> sessions = new HashMap<>();
    private final Map<String, Instant> ends = new HashMap<>();
    private int numbers;

    /// @param isOnePerName as in OneDrive for Business, whatever the conflict behavior
    UploadSessions(ItemTree tree, InstantSource clock, boolean isOnePerName, Telling telling) {
        this.tree = tree;
        this.clock = clock;
        this.isOnePerName = isOnePerName;
        this.telling = telling;
    }

    int open() {
        removeEnded();
        return sessions.size();
    }

    void forget(String path) {
        if (path.startsWith(PATH)) {
            sessions.remove(path.substring(PATH.length()));
        }
    }

    void forgetAll() {
        sessions.clear();
    }

    private void removeEnded() {
        var now = clock.instant();
        sessions.keySet().removeIf(id -> !now.isBefore(ends.getOrDefault(id, now)));
    }

    /// @param host of its address
    ObjectNode create(Item parent, String name, JsonNode body, String host) {
        removeEnded();
        var said = body.path("item").path("name");
        if (said.isTextual() && !said.textValue().equals(name)) {
            throw GraphError.invalid("The name of the item must be that of the path");
        }
        ItemNames.checked(name, false, parent == tree.root);
        ItemNames.checkPath(parent.path() + "/" + name);
        var word = body.path("item").path("@microsoft.graph.conflictBehavior").asText("replace");
        var conflict = ItemTree.Conflict.parse(word);
        var there = tree.child(parent, name);
        if (there.filter(item -> item.isFolder).isPresent()
                || (there.isPresent() && conflict == ItemTree.Conflict.FAIL)) {
            throw GraphError.nameExists();
        }
        boolean isTaken = sessions.values().stream()
                .anyMatch(session -> session.parent == parent
                        && ItemNames.folded(session.name).equals(ItemNames.folded(name)));
        if (isOnePerName && isTaken) {
            throw new GraphError(409, "nameAlreadyExists", "An upload session already exists for this file");
        }
        var session = new UploadSession(
                "session" + ++numbers,
                parent,
                name,
                conflict,
                body.path("deferCommit").asBoolean(),
                tree.bytesOfFiles().begin());
        sessions.put(session.id, session);
        ends.put(session.id, clock.instant().plus(LIFETIME));
        return state(session).put("uploadUrl", host + PATH + session.id);
    }

    private ObjectNode state(UploadSession session) {
        var json = ItemJson.object().put("expirationDateTime", String.valueOf(ends.get(session.id)));
        var ranges = json.putArray("nextExpectedRanges");
        if (!session.isWhole()) {
            ranges.add(session.bytes.size() + "-");
        }
        return json;
    }

    WireAnswer answer(WireRequest request) {
        removeEnded();
        if (request.header("authorization").isPresent()) {
            throw new GraphError(401, "unauthenticated", "An upload address takes no token");
        }
        var session = Optional.ofNullable(sessions.get(request.path().substring(PATH.length())))
                .orElseThrow(() -> new GraphError(404, "itemNotFound", "The upload session was not found"));
        return switch (request.method()) {
            case "GET" -> WireAnswer.json(200, state(session).toString());
            case "DELETE" -> {
                sessions.remove(session.id);
                yield WireAnswer.empty(204);
            }
            case "PUT" -> {
                session.take(request);
                yield session.isWhole() && !session.isDeferred
                        ? commit(session)
                        : WireAnswer.json(202, state(session).toString());
            }
            case "POST" -> {
                if (!session.isDeferred || !session.isWhole() || request.body().length > 0) {
                    throw GraphError.invalid("There is nothing to commit");
                }
                yield commit(session);
            }
            default -> throw new GraphError(405, "invalidRequest", "Not allowed");
        };
    }

    /// Makes the file; if another item has taken the name meanwhile, the session stays, with all its bytes.
    private WireAnswer commit(UploadSession session) {
        if (session.parent.isDeleted) {
            throw GraphError.notFound(session.name);
        }
        var stored = tree.store(session.parent, session.name, session.bytes.soFar(), session.conflict);
        sessions.remove(session.id);
        return telling.tell(stored);
    }
}
