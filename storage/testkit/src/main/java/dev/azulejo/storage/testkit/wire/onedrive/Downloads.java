package dev.azulejo.storage.testkit.wire.onedrive;

import dev.azulejo.storage.testkit.wire.WireAnswer;
import dev.azulejo.storage.testkit.wire.WireRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Addresses of content, valid for an hour, which serve the present content. They refuse tokens. Guarded by
/// the fake.
final class Downloads {
    static final String PATH = "/down/";
    private static final Duration LIFETIME = Duration.ofHours(1);
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d{1,18})-(\\d{0,18})");

    private record Ticket(String item, Instant end) {}

    private final ItemTree tree;
    private final InstantSource clock;
    private final Map<String, Ticket> tickets = new HashMap<>();

    Downloads(ItemTree tree, InstantSource clock) {
        this.tree = tree;
        this.clock = clock;
    }

    String path(Item file) {
        var ticket = "ticket" + (tickets.size() + 1);
        tickets.put(ticket, new Ticket(file.id, clock.instant().plus(LIFETIME)));
        return PATH + ticket;
    }

    void forgetAll() {
        tickets.replaceAll((ticket, file) -> new Ticket(file.item(), Instant.MIN));
    }

    WireAnswer answer(WireRequest request) {
        if (request.header("authorization").isPresent()) {
            throw new GraphError(401, "unauthenticated", "A download address takes no token");
        }
        var file = Optional.ofNullable(tickets.get(request.path().substring(PATH.length())))
                .filter(ticket -> clock.instant().isBefore(ticket.end()))
                .flatMap(ticket -> tree.byId(ticket.item()))
                .orElseThrow(() -> GraphError.notFound(request.path()));
        if (!request.method().equals("GET")) {
            throw new GraphError(405, "invalidRequest", "Not allowed");
        }
        return request.header("range").map(range -> part(file, range)).orElseGet(() -> whole(file));
    }

    private static WireAnswer whole(Item file) {
        return WireAnswer.content(200, file.bytes);
    }

    private static WireAnswer part(Item file, String text) {
        var range = RANGE.matcher(text);
        long length = file.bytes.size();
        if (!range.matches()) {
            return whole(file);
        }
        long first = Long.parseLong(range.group(1));
        long last = range.group(2).isEmpty() ? length - 1 : Math.min(length - 1, Long.parseLong(range.group(2)));
        if (first >= length || last < first) {
            return WireAnswer.empty(416).with("Content-Range", "bytes */" + length);
        }
        return WireAnswer.content(206, file.bytes.part(first, last + 1))
                .with("Content-Range", "bytes %d-%d/%d".formatted(first, last, length));
    }
}
