package dev.azulejo.core.recipe;

import dev.azulejo.core.look.Picture;
import dev.azulejo.core.look.kind.Kind;
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

    /// The share of edges with halos from which a picture was sharpened. Of 418 clean photographs, reduced
    /// by means and by Lanczos, three have as many; of those sharpened by 150 % at a radius of 1.5 pixels,
    /// 57 of 100 have.
    private static final double LEAST_OVERSHOOT = 0.26;

    private static final double MOSTLY_PHOTOGRAPH = 0.9;

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

    /// Whether there is something that may be noise, and may be fine texture.
    boolean isDoubtful() {
        return !noiseShows() && picture.doubtfulNoise() >= limits.anyway;
    }

    boolean show() {
        var quality = picture.jpegQuality();
        return noiseShows() || isDoubtful() || (quality != null && quality <= Cleaning.SHOWING_ALONE);
    }

    /// Whether somebody sharpened the picture: so many edges of a photograph have halos. Noise beside edges looks
    /// alike.
    boolean isSharpened() {
        var kinds = picture.kinds();
        double photograph = kinds.share(Kind.PHOTOGRAPH) + kinds.share(Kind.ALIASED);
        var overshoot = picture.overshoot();
        return overshoot != null && overshoot >= LEAST_OVERSHOOT && photograph >= MOSTLY_PHOTOGRAPH && !noiseShows();
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
        } else if (isDoubtful()) {
            words.add("fine texture or noise");
        }
        if (isSharpened()) {
            words.add("sharpened, with halos along edges");
        }
        return words;
    }

    /// The facts from the head of the file, in the words of the foreseen choice.
    private String source() {
        var chosen = String.valueOf(foreseen.chosen());
        return chosen.substring(0, Math.max(0, chosen.lastIndexOf(": ")));
    }
}
