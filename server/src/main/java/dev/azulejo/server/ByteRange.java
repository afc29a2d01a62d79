package dev.azulejo.server;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A range of bytes of a file, from `first` up to but without `end` (RFC 9110, 14.1.2).
record ByteRange(long first, long end) {
    private static final Pattern ONE = Pattern.compile("bytes=([0-9]{0,18})-([0-9]{0,18})");

    /// The range that a request's `Range` names in a file of that length; empty if the answer is the whole
    /// file, as when the header need not be understood.
    static Optional<ByteRange> of(@Nullable String asked, long length) {
        var matcher = ONE.matcher(asked == null ? "" : asked);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        var from = matcher.group(1);
        var to = matcher.group(2);
        if (from.isEmpty()) {
            return to.isEmpty() ? Optional.empty() : Optional.of(last(Long.parseLong(to), length));
        }
        long first = Long.parseLong(from);
        long end = to.isEmpty() ? length : Math.min(length, Long.parseLong(to) + 1);
        return !to.isEmpty() && Long.parseLong(to) < first ? Optional.empty() : Optional.of(new ByteRange(first, end));
    }

    private static ByteRange last(long count, long length) {
        return new ByteRange(Math.max(0, length - count), length);
    }

    /// Whether the file has no byte of the range.
    boolean isEmpty() {
        return first >= end;
    }

    long length() {
        return end - first;
    }
}
