package dev.azulejo.core.recipe;

import dev.azulejo.core.look.Picture;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What a source lost, by the head of its file and by its pixels.
///
/// @param foreseen the chain that the head of the file suggests
/// @param picture the facts measured from its pixels
record Losses(Chain foreseen, Picture picture) {
    /// The noise, in levels of 255, from which it shows once it is enlarged: a model that removes it gains more than
    /// it costs in detail.
    static final double LEAST_NOISE = 1.75;

    /// The noise in levels of 255; 0 if too little of the image shows it.
    double noise() {
        return picture.noise() == null ? 0 : picture.noise();
    }

    boolean show() {
        var quality = picture.jpegQuality();
        return noise() >= LEAST_NOISE || (quality != null && quality <= Cleaning.SHOWING);
    }

    /// The facts in plain words, those of the head first.
    List<String> words() {
        var words = new ArrayList<String>();
        words.add(source());
        if (picture.jpegQuality() != null && !words.getFirst().startsWith("JPEG")) {
            words.add("once a JPEG of quality about %d".formatted(picture.jpegQuality()));
        }
        if (noise() >= LEAST_NOISE) {
            words.add(String.format(Locale.ROOT, "noise of %.1f levels", noise()));
        }
        return words;
    }

    /// The facts from the head of the file, in the words of the foreseen choice.
    private String source() {
        var chosen = String.valueOf(foreseen.chosen());
        return chosen.substring(0, Math.max(0, chosen.lastIndexOf(": ")));
    }
}
