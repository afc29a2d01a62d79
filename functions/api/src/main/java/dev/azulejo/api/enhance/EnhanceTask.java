package dev.azulejo.api.enhance;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The enhancements that a request may list, by the words of hosted APIs, and the recipes for them. The
/// table in `docs/api.md` is this one.
enum EnhanceTask {
    UPSCALE("upscale", "enhance", "smart_enhance"),
    CLEAN("clean", "decompress"),
    DENOISE("denoise"),
    DRAWING("digital_art", "anime"),
    DOCUMENT("document"),
    DETAIL("detail");

    private static final Map<Set<EnhanceTask>, Recipes> TABLE = Map.of(
            Set.of(), new Recipes("auto", "auto"),
            Set.of(CLEAN), new Recipes("restore-x2", "dejpeg"),
            Set.of(DENOISE), new Recipes("scan", "denoise"),
            Set.of(CLEAN, DENOISE), new Recipes("scan", "scan"),
            Set.of(DRAWING), new Recipes("anime-x2", "anime-x2"),
            Set.of(DOCUMENT), new Recipes("scan", "scan"),
            Set.of(DETAIL), new Recipes("detail-x4", "detail-x4"));

    private final String words;

    EnhanceTask(String... words) {
        this.words = String.join(" ", words);
    }

    /// @param enlarging for a request with a size or [#UPSCALE]
    /// @param alone for one with neither
    record Recipes(String enlarging, String alone) {
        String recipe(boolean isEnlarged) {
            return isEnlarged ? enlarging : alone;
        }
    }

    List<String> words() {
        return List.of(words.split(" "));
    }

    static List<String> allWords() {
        return Arrays.stream(values()).flatMap(task -> task.words().stream()).toList();
    }

    static EnhanceTask of(String word) {
        return Arrays.stream(values())
                .filter(task -> task.words().contains(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no enhancement is called " + word));
    }

    /// @return empty if no recipe does all of that
    static Optional<Recipes> recipes(Collection<EnhanceTask> all) {
        return Optional.ofNullable(
                TABLE.get(all.stream().filter(task -> task != UPSCALE).collect(Collectors.toUnmodifiableSet())));
    }
}
