package dev.azulejo.api.record;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// The state of an event on its way to a webhook.
///
/// @param event its id
/// @param calls the calls made, the oldest first; the last of very many
/// @param failures since it was first sent, or sent again on request: its place in the table of pauses
/// @param nextAt when it is due; absent once it has ended
/// @param status of its end, or pending
/// @param url address named by a job; absent if it is the webhook's
public record Delivery(
        int schema,
        String event,
        String type,
        Instant createdAt,
        List<Call> calls,
        int failures,
        @Nullable Instant nextAt,
        Status status,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String url) {
    public static final int SCHEMA = 1;

    /// The most calls kept: more than the table of pauses has, for deliveries that were sent again.
    private static final int MOST_CALLS = 30;

    /// The status, written in small letters.
    @Schema(name = "DeliveryStatus")
    public enum Status {
        /// A call is due, or will be.
        PENDING,
        /// The receiver confirmed it.
        DELIVERED,
        /// The last call failed, and no other follows by itself.
        DEAD;

        @JsonValue
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// One call of the receiver.
    ///
    /// @param status of HTTP; absent if there was no answer
    /// @param detail its result, in words that strangers may read
    public record Call(Instant at, long millis, @Nullable Integer status, String detail) {}

    public static Delivery of(String event, String type, Instant at) {
        return new Delivery(SCHEMA, event, type, at, List.of(), 0, at, Status.PENDING, null);
    }

    public Delivery to(String named) {
        return new Delivery(schema, event, type, createdAt, calls, failures, nextAt, status, named);
    }

    @JsonIgnore
    public boolean isPending() {
        return status == Status.PENDING;
    }

    /// The place in a list: a text that sorts as the deliveries' times do, the newest first.
    @JsonIgnore
    public String cursor() {
        return "%016x-%s".formatted(Long.MAX_VALUE - createdAt.toEpochMilli(), event);
    }

    /// Returns the delivery while it is called: other messages about it come back when the call must have
    /// ended.
    public Delivery calling(Instant until) {
        return new Delivery(schema, event, type, createdAt, calls, failures, until, status, url);
    }

    /// Adds a call that changes nothing else, as another call has ended the delivery, or it was sent again.
    public Delivery noted(Call call) {
        return after(call, failures, nextAt, status);
    }

    public Delivery delivered(Call call) {
        return after(call, failures, null, Status.DELIVERED);
    }

    /// @param next when to try again; absent if that was the last time
    public Delivery failed(Call call, @Nullable Instant next) {
        return after(call, failures + 1, next, next == null ? Status.DEAD : Status.PENDING);
    }

    /// Returns the delivery as due again, from the beginning of the table.
    public Delivery again(Instant at) {
        return new Delivery(schema, event, type, createdAt, calls, 0, at, Status.PENDING, url);
    }

    private Delivery after(Call call, int failed, @Nullable Instant next, Status now) {
        var all = new ArrayList<>(calls);
        all.add(call);
        var kept = List.copyOf(all.subList(Math.max(0, all.size() - MOST_CALLS), all.size()));
        return new Delivery(schema, event, type, createdAt, kept, failed, next, now, url);
    }
}
