package dev.azulejo.storage.testkit.wire.onedrive;

import java.util.Optional;

/// The meaning of an address: an item by id or as the root, a path below it, and an action.
///
/// @param below as in `root:/this/part:`, without a slash before it
/// @param action such as `children`; empty for the item itself
record Place(String from, String below, String action) {
    private static final String MINE = "/me/drive";
    private static final String DRIVES = "/drives/";
    private static final String ITEMS = "/items/";

    /// @param path after the version of the API, decoded; names have no colon, so their end is clear
    /// @return empty if it names no item of this drive
    static Optional<Place> parse(String path, String drive) {
        var start = DRIVES + drive;
        if (path.startsWith(MINE)) {
            return item(path.substring(MINE.length()));
        }
        return path.startsWith(start) ? item(path.substring(start.length())) : Optional.empty();
    }

    private static Optional<Place> item(String rest) {
        if (rest.isEmpty()) {
            return Optional.of(new Place("", "", ""));
        }
        if (!rest.startsWith("/")) {
            return Optional.empty();
        }
        var text = rest.startsWith(ITEMS) ? rest.substring(ITEMS.length()) : rest.substring(1);
        int end = 0;
        while (end < text.length() && text.charAt(end) != '/' && text.charAt(end) != ':') {
            end++;
        }
        var from = text.substring(0, end);
        if (!rest.startsWith(ITEMS) && !from.equals("root")) {
            return Optional.empty();
        }
        var behind = text.substring(end);
        if (!behind.startsWith(":")) {
            return Optional.of(new Place(from, "", withoutSlash(behind)));
        }
        int second = behind.indexOf(':', 1);
        return Optional.of(
                second < 0
                        ? new Place(from, withoutSlash(behind.substring(1)), "")
                        : new Place(
                                from,
                                withoutSlash(behind.substring(1, second)),
                                withoutSlash(behind.substring(second + 1))));
    }

    private static String withoutSlash(String text) {
        var bare = text.startsWith("/") ? text.substring(1) : text;
        return bare.endsWith("/") ? bare.substring(0, bare.length() - 1) : bare;
    }

    boolean isDrive() {
        return from.isEmpty();
    }

    /// The last name of the path below.
    String name() {
        return below.substring(below.lastIndexOf('/') + 1);
    }

    /// The path below without the last name.
    String parentPath() {
        int slash = below.lastIndexOf('/');
        return slash < 0 ? "" : below.substring(0, slash);
    }
}
