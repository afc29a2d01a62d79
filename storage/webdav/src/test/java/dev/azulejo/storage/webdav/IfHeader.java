package dev.azulejo.storage.webdav;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/// The field `If` (RFC 4918, section 10.4), of which the fake knows no state tokens: nothing is ever locked by one.
final class IfHeader {
    private static final Pattern PART = Pattern.compile("<([^>]*)>\\s*|\\(([^)]*)\\)\\s*");
    private static final Pattern CONDITION = Pattern.compile("(Not\\s*)?(?:<[^>]*>|\\[((?:W/)?\"[^\"]*\")\\])\\s*");

    private IfHeader() {}

    /// @param etags of what a tag names; empty for nothing that is there, and for what this server does not know
    static boolean holds(String text, String own, Function<String, Optional<List<String>>> etags) {
        var tag = own;
        boolean isTagged = false;
        boolean holdsAny = false;
        var part = PART.matcher(text);
        while (part.lookingAt()) {
            if (part.group(1) != null) {
                tag = part.group(1);
                isTagged = true;
            } else {
                var its = etags.apply(tag);
                holdsAny |= (its.isEmpty() && isTagged) || holdsList(part.group(2), its.orElse(List.of()));
            }
            part.region(part.end(), text.length());
        }
        if (part.regionStart() < text.length()) {
            throw new IllegalArgumentException("not an If: " + text);
        }
        return holdsAny;
    }

    private static boolean holdsList(String list, List<String> etags) {
        var condition = CONDITION.matcher(list.strip());
        boolean holds = true;
        int end = 0;
        while (condition.find()) {
            if (condition.start() != end) {
                throw new IllegalArgumentException("not a list: " + list);
            }
            end = condition.end();
            boolean isNot = condition.group(1) != null;
            boolean matches = condition.group(2) != null && etags.contains(condition.group(2));
            holds &= matches != isNot;
        }
        if (end == 0 || end != list.strip().length()) {
            throw new IllegalArgumentException("not a list: " + list);
        }
        return holds;
    }
}
