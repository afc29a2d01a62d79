package dev.azulejo.quality.set;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The words for what images show, so that "text" in one set is "text" in another.
public enum Tag {
    FACE("face", "a human face, large enough to be recognised"),
    TEXT("text", "letters that somebody may want to read"),
    FOLIAGE("foliage", "leaves, grass, twigs"),
    PRODUCT("product", "a thing by itself, as a shop shows it"),
    LINE_ART("line-art", "drawings, charts, maps, user interfaces"),
    NIGHT("night", "little light: dark, noisy, or both"),
    SCAN("scan", "a scanned page, print or negative"),
    ARCHITECTURE("architecture", "buildings, inside or out"),
    ANIMAL("animal", "fur, feathers, scales"),
    LANDSCAPE("landscape", "the open country"),
    TEXTURE("texture", "one material over the whole image"),
    SCIENCE("science", "micrographs, the sky, medicine"),
    PIXELS("pixels", "each pixel is meant: sprites, dithering, test charts"),
    CAMERA("camera", "as a camera or phone saved it, with its noise and its JPEG");

    /// The number of images with a tag below which a set says little about it: an interval over four images
    /// is mostly a guess.
    public static final int THIN = 5;

    private final String text;
    private final String meaning;

    Tag(String text, String meaning) {
        this.text = text;
        this.meaning = meaning;
    }

    /// The tag as sets spell it.
    public String text() {
        return text;
    }

    /// The tag's meaning, for a reader.
    public String meaning() {
        return meaning;
    }

    static boolean has(String text) {
        return Arrays.stream(values()).anyMatch(tag -> tag.text.equals(text));
    }

    static String all() {
        return Arrays.stream(values()).map(Tag::text).collect(Collectors.joining(", "));
    }

    /// The number of images with each tag; tags without images are included.
    public static Map<String, Integer> counted(List<SetImage> images) {
        var counts = new LinkedHashMap<String, Integer>();
        for (var tag : values()) {
            counts.put(
                    tag.text,
                    Math.toIntExact(images.stream()
                            .filter(image -> image.tags().contains(tag.text))
                            .count()));
        }
        return counts;
    }
}
