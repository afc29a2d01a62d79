package dev.azulejo.quality.gate;

import java.util.Locale;

/// Something that speaks against a candidate.
///
/// @param words for a reader, with the numbers
public record Finding(Kind kind, String words) {
    /// What kind of thing it is.
    public enum Kind {
        /// There is too little to decide by, or it is of something else.
        EVIDENCE,
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
        /// People prefer the incumbent.
        PEOPLE;

        /// As JSON has it.
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
