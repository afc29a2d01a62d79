package dev.azulejo.quality.gate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;

/// Something that speaks against a candidate.
///
/// @param words for a reader, with the numbers
public record Finding(Kind kind, String words) {
    /// The kind of a finding.
    public enum Kind {
        /// There is too little evidence to decide, or it is about something else.
        EVIDENCE,
        /// Measuring or making a part again contradicts the evidence.
        RECHECK,
        /// The model does not do what its card says: seams, range, size.
        NUMERICS,
        /// It failed on images for which the incumbent made a result.
        FAILURE,
        /// It is worse over all images.
        METRIC,
        /// It is worse on the images of a tag.
        TAG,
        /// It is far worse on a single image.
        IMAGE,
        /// It is less true to its source than any result may be.
        FLOOR,
        /// People prefer the incumbent, or do not surely prefer the candidate where they must.
        PEOPLE;

        /// The kind's name in JSON.
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// Summarises findings in a line for each kind: its first finding, and how many more there are.
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
