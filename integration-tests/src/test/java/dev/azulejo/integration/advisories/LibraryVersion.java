package dev.azulejo.integration.advisories;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// A version of a library, in Maven's order: 1.9 < 1.10-rc1 < 1.10 = 1.10.0 < 1.10-sp1 < 1.10.1.
record LibraryVersion(String text) implements Comparable<LibraryVersion> {
    private static final Pattern PART = Pattern.compile("\\d+|[a-z]+");

    /// Qualifiers from the earliest to the latest; the release itself has none, and unknown ones come after it.
    private static final List<String> QUALIFIERS = List.of("alpha", "beta", "milestone", "rc", "snapshot", "", "sp");

    private static final String RELEASE = "";

    @Override
    public int compareTo(LibraryVersion other) {
        var ours = parts();
        var theirs = other.parts();
        for (int i = 0; i < Math.max(ours.size(), theirs.size()); i++) {
            int order = compare(part(ours, i, theirs), part(theirs, i, ours));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private List<String> parts() {
        var parts = new ArrayList<String>();
        var matcher = PART.matcher(text.toLowerCase(Locale.ROOT));
        while (matcher.find()) {
            parts.add(
                    switch (matcher.group()) {
                        case "a" -> "alpha";
                        case "b" -> "beta";
                        case "m" -> "milestone";
                        case "cr" -> "rc";
                        case "ga", "final", "release", "jre" -> RELEASE;
                        default -> matcher.group();
                    });
        }
        return parts;
    }

    /// Where one version ends, the other's part is compared with nothing: 0, or the release.
    private static String part(List<String> parts, int index, List<String> others) {
        if (index < parts.size()) {
            return parts.get(index);
        }
        return isNumber(others.get(index)) ? "0" : RELEASE;
    }

    private static int compare(String one, String other) {
        if (isNumber(one) && isNumber(other)) {
            return Long.compare(Long.parseLong(one), Long.parseLong(other));
        }
        if (isNumber(one) || isNumber(other)) {
            return isNumber(one) ? 1 : -1;
        }
        int order = Integer.compare(rank(one), rank(other));
        return order != 0 ? order : one.compareTo(other);
    }

    private static int rank(String qualifier) {
        int rank = QUALIFIERS.indexOf(qualifier);
        return rank < 0 ? QUALIFIERS.size() : rank;
    }

    private static boolean isNumber(String part) {
        return !part.isEmpty() && Character.isDigit(part.charAt(0));
    }
}
