package dev.azulejo.core.option;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A bundle of options with a name, as a trade needs them together. An option given beside it wins; giving
/// any size replaces the bundle's size.
///
/// @param name as `--preset` takes it
/// @param about whom it is for, in one line
/// @param reason why it has these options, in Markdown
/// @param says its options, in the order in which pages list them
public record Preset(String name, String about, String reason, Map<String, OptionValue> says) {
    private static final List<Preset> ALL = List.of(
            new Preset(
                    "marketplace",
                    "a product on white, as shops and marketplaces ask for it",
                    "A square of 2,000 pixels can be zoomed into at all large marketplaces, which want JPEG in sRGB on plain white, and"
                            + " refuse files of more than 10 MB. Where a photograph was taken is private.",
                    said(
                            "canvas", "2000x2000",
                            "background", "white",
                            "format", "jpeg",
                            "colour", "srgb",
                            "metadata", "strip-gps",
                            "max-bytes", "10M")),
            new Preset(
                    "real-estate",
                    "rooms and houses for portals and brochures",
                    "Portals show at most some 2,000 to 4,000 pixels, take JPEG in sRGB, and pass on all metadata; so the place is left out.",
                    said(
                            "at-least", "3000",
                            "format", "jpeg",
                            "quality", "90",
                            "colour", "srgb",
                            "metadata", "strip-gps")),
            new Preset(
                    "print",
                    "a file for the print shop; say the size of the paper with --print",
                    "TIFF loses nothing, and printers convert colours better from the profile that the photograph came with. 300 dots an inch is what"
                            + " people can tell apart at arm's length; `--print A2` fits the paper.",
                    said("format", "tiff", "colour", "keep", "metadata", "keep", "dpi", "300")),
            new Preset(
                    "archive",
                    "scans that are kept: cleaned, not enlarged by more than needed, nothing lost",
                    "Grain and what JPEG left are removed, pixels stay lossless in TIFF, and profile, EXIF, XMP and IPTC stay as they are. The original"
                            + " belongs into the archive, too: what was cleaned cannot be made dirty again.",
                    said("recipe", "scan", "format", "tiff", "colour", "keep", "metadata", "keep")));

    public static List<Preset> all() {
        return ALL;
    }

    static Optional<Preset> named(String name) {
        return ALL.stream().filter(preset -> preset.name.equals(name)).findFirst();
    }

    /// Replaces the preset among the given options by its options.
    ///
    /// @param allowed names of options that may be said there; a bundle says no others
    public static Map<String, OptionValue> unbundled(Map<String, OptionValue> said, Collection<String> allowed) {
        var preset =
                Optional.ofNullable(said.get(OptionTable.PRESET.name())).flatMap(OptionTable.PRESET.values()::read);
        if (preset.isEmpty()) {
            return said;
        }
        var all = new LinkedHashMap<>(preset.get().says());
        all.keySet().retainAll(allowed);
        if (Rules.saysSize(said.keySet())) {
            all.keySet().removeIf(Rules::isOfSize);
        }
        all.putAll(said);
        all.remove(OptionTable.PRESET.name());
        return all;
    }

    private static Map<String, OptionValue> said(String... namesAndValues) {
        var all = new LinkedHashMap<String, OptionValue>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            all.put(namesAndValues[i], OptionValue.metadata(namesAndValues[i + 1]));
        }
        return all;
    }
}
