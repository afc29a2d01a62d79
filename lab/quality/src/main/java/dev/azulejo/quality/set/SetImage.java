package dev.azulejo.quality.set;

import java.util.List;

/// One image of a set.
///
/// @param file its path below the folder of its set, with `/` between names
/// @param sha256 of the file, in hex
/// @param tags what it shows, such as `face`; see [Tag]
/// @param licence as SPDX names it, such as `CC0-1.0`
/// @param origin its author and where it was taken from, for a reader
public record SetImage(String file, String sha256, List<String> tags, String licence, String origin) {
    public SetImage {
        tags = List.copyOf(tags);
    }
}
