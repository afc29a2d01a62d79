package dev.azulejo.core.port;

/// What somebody gave as the value of an option, before anybody looks whether it is one.
///
/// @param text the value, as it would be shown in a message
public record OptionValue(Kind kind, String text) {

    /// What the value was written as.
    public enum Kind {
        /// `"photo-x2"`.
        TEXT,
        /// `90`, without fraction or exponent.
        WHOLE_NUMBER,
        /// Metadata of an object, which is always text: a number may be meant.
        METADATA,
        /// Anything else: a fraction, a list, `true`.
        OTHER
    }

    public static OptionValue text(String text) {
        return new OptionValue(Kind.TEXT, text);
    }

    public static OptionValue metadata(String text) {
        return new OptionValue(Kind.METADATA, text);
    }
}
