package dev.azulejo.storage.https;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The field `Content-Range`: which bytes of how many an answer holds (RFC 9110, 14.4).
///
/// @param first absent if there are none to give
/// @param all of the file, if that is known
record ContentRange(OptionalLong first, OptionalLong all) {
    private static final Pattern TEXT = Pattern.compile("bytes (?:(\\d{1,18})-\\d{1,18}|\\*)/(\\d{1,18}|\\*)");

    static Optional<ContentRange> of(WebAnswer answer) {
        return answer.header("Content-Range").flatMap(ContentRange::parse);
    }

    /// @return empty if it is none
    static Optional<ContentRange> parse(String field) {
        return Optional.of(TEXT.matcher(field)).filter(Matcher::matches).map(found -> {
            var first = found.group(1);
            var all = found.group(2);
            return new ContentRange(
                    first == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(first)),
                    all.equals("*") ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(all)));
        });
    }
}
