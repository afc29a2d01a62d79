package dev.azulejo.core.recipe;

import dev.azulejo.core.look.Picture;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What a source lost, by the head of its file and by its pixels.
///
/// @param foreseen the chain that the head of the file suggests
/// @param picture the facts measured from its pixels
/// @param limits the noise that a model gains more by removing than it loses of the rest
record Losses(Chain foreseen, Picture picture, Limits limits) {
    /// When noise counts for a model, from [#LEAST_NOISE] on.
    ///
    /// @param share how much of the finest structure it must be, 0 to 1
    /// @param anyway the noise, in levels of 255, that counts whatever else there is
    /// @param roundedAway whether noise counts that a fine JPEG has rounded away
    record Limits(double share, double anyway, boolean roundedAway) {}

    /// The noise, in levels of 255, below which it never shows.
    private static final double LEAST_NOISE = 0.75;

    /// The noise in levels of 255; 0 if too little of the image shows it.
    double noise() {
        if (limits.roundedAway) {
            return picture.mostNoise();
        }
        return picture.noise() == null ? 0 : picture.noise();
    }

    boolean noiseShows() {
        var share = picture.noiseShare();
        boolean isMuch = share != null && share >= limits.share;
        return noise() >= (isMuch ? LEAST_NOISE : limits.anyway);
    }

    boolean show() {
        var quality = picture.jpegQuality();
        return noiseShows() || (quality != null && quality <= Cleaning.SHOWING_ALONE);
    }

    /// The facts in plain words, those of the head first.
    List<String> words() {
        var words = new ArrayList<String>();
        words.add(source());
        if (picture.jpegQuality() != null && !words.getFirst().startsWith("JPEG")) {
            words.add("once a JPEG of quality about %d".formatted(picture.jpegQuality()));
        }
        if (noiseShows()) {
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
