package dev.azulejo.quality.gate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;

/// Something that speaks against a candidate.
///
/// @param words for a reader, with the numbers
public record Finding(Kind kind, String words) {
    /// What kind of thing it is.
    public enum Kind {
        /// There is too little to decide by, or it is of something else.
        EVIDENCE,
        /// Measured or made again, it is not what the evidence says.
        RECHECK,
        /// The model does not do what its card says: seams, range, size.
        NUMERICS,
        /// It made nothing of images of which the incumbent made something.
        FAILURE,
        /// Worse over all images.
        METRIC,
        /// Worse on the images of a tag.
        TAG,
        /// Far worse on a single image.
        IMAGE,
        /// Less true to its source than any result may be.
        FLOOR,
        /// People prefer the incumbent, or do not surely prefer the candidate where they must.
        PEOPLE;

        /// As JSON has it.
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// One line for each kind: its first finding, and how many more there are.
    public static List<String> lines(List<Finding> findings) {
        var byKind = new LinkedHashMap<Kind, List<Finding>>();
        findings.forEach(finding ->
                byKind.computeIfAbsent(finding.kind, _ -> new ArrayList<>()).add(finding));
        return byKind.entrySet().stream()
                .map(of -> "%s: %s%s"
                        .formatted(
                                of.getKey().code(),
                                of.getValue().getFirst().words,
                                of.getValue().size() > 1
                                        ? "; and %d more"
                                                .formatted(of.getValue().size() - 1)
                                        : ""))
                .toList();
    }
}
