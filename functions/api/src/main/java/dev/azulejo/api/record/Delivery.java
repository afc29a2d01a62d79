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

/// How far an event has come on its way to a webhook.
///
/// @param event its id
/// @param calls those that were made, the oldest first; of very many the last ones
/// @param failures since it was first sent, or sent again by somebody: where it stands in the table of pauses
/// @param nextAt when it is due; absent once it has ended
/// @param status in which it has ended, or pending
/// @param url where it goes, as a job named it; absent where that is the webhook's
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

    /// More than the table of pauses has, for those that were sent again.
    private static final int MOST_CALLS = 30;

    /// Written in small letters.
    @Schema(name = "DeliveryStatus")
    public enum Status {
        /// It is due, or will be.
        PENDING,
        /// The receiver said that it has it.
        DELIVERED,
        /// The last call failed, and no other follows by itself.
        DEAD;

        @JsonValue
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// One try to hand it over.
    ///
    /// @param status of HTTP; absent where there was no answer
    /// @param detail what came of it, in words that a stranger may read
    public record Call(Instant at, long millis, @Nullable Integer status, String detail) {}

    public static Delivery of(String event, String type, Instant at) {
        return new Delivery(SCHEMA, event, type, at, List.of(), 0, at, Status.PENDING, null);
    }

    /// The same, to an address that a job named.
    public Delivery to(String named) {
        return new Delivery(schema, event, type, createdAt, calls, failures, nextAt, status, named);
    }

    @JsonIgnore
    public boolean isPending() {
        return status == Status.PENDING;
    }

    /// Its place among others: texts that compare as their times do, the newest first.
    @JsonIgnore
    public String cursor() {
        return "%016x-%s".formatted(Long.MAX_VALUE - createdAt.toEpochMilli(), event);
    }

    /// While it is called: another message of it that comes meanwhile comes back when that must have ended.
    public Delivery calling(Instant until) {
        return new Delivery(schema, event, type, createdAt, calls, failures, until, status, url);
    }

    /// What came of a call that changes nothing, as another has ended it, or somebody sends it again.
    public Delivery noted(Call call) {
        return after(call, failures, nextAt, status);
    }

    public Delivery delivered(Call call) {
        return after(call, failures, null, Status.DELIVERED);
    }

    /// @param next when to try again; absent where that was the last time
    public Delivery failed(Call call, @Nullable Instant next) {
        return after(call, failures + 1, next, next == null ? Status.DEAD : Status.PENDING);
    }

    /// From the beginning.
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
