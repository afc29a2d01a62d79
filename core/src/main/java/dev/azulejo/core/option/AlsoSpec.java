package dev.azulejo.core.option;

import dev.azulejo.core.pixels.ImageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// A further result that `also` asks for: `{size}.{format}`, with the size as in names of results, or
/// `{format}` alone.
///
/// @param text as it was given
/// @param label the size; empty where it is that of the main result
/// @param size the options that ask for it, by their names
public record AlsoSpec(String text, Optional<String> label, Map<String, OptionValue> size, ImageFormat format) {
    /// The most further results: each is a file more to encode, to keep and to deliver.
    private static final int MOST = 8;

    static final Values<List<AlsoSpec>> VALUES = new Values<>(
            "sizes and formats such as \"1200w.webp, avif\"",
            value -> Optional.of(specs(value))
                    .filter(names -> !names.isEmpty()
                            && names.size() == Values.parts(value).size()
                            && names.size() <= MOST),
            AlsoSpec::complaint,
            Values.listSchema(MOST, Map.of("type", "string", "pattern", "^[A-Za-z0-9.]+$")));

    public AlsoSpec {
        size = Map.copyOf(size);
    }

    private static List<AlsoSpec> specs(OptionValue value) {
        return Values.parts(value).stream()
                .flatMap(part -> parse(part).stream())
                .toList();
    }

    /// Parses a further result; empty if `text` asks for none that is possible.
    static Optional<AlsoSpec> parse(String text) {
        var word = text.strip().toLowerCase(Locale.ROOT);
        int dot = word.lastIndexOf('.');
        var format = ImageFormat.parse(word.substring(dot + 1)).filter(ImageFormat::isWritten);
        if (format.isEmpty() || dot < 0) {
            return format.map(alone -> new AlsoSpec(text, Optional.empty(), Map.of(), alone));
        }
        var label = word.substring(0, dot);
        return SizeForm.read(label).map(size -> new AlsoSpec(text, Optional.of(label), size, format.get()));
    }

    private static String complaint(OptionValue value) {
        var parts = Values.parts(value);
        if (parts.size() > MOST && specs(value).size() == parts.size()) {
            return "asks for %d results; at most %d are made beside the main one".formatted(parts.size(), MOST);
        }
        var wrong =
                parts.stream().filter(part -> parse(part).isEmpty()).findFirst().orElse(value.text());
        return "is '%s', neither a size and a format such as 1200w.webp nor a format alone; sizes are %s, and formats %s"
                .formatted(OptionValue.shown(wrong), SizeForm.EXAMPLES, ImageFormat.names());
    }

    public boolean isBox() {
        return Rules.isBox(Chosen.of(size));
    }

    /// Whether the image may leave room in this size, for a background.
    ///
    /// @param contained whether all of it goes into a box
    public boolean hasRoom(boolean contained) {
        return size.containsKey(SizeOptions.PRINT.name()) || (contained && isBox());
    }
}
