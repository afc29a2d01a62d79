package dev.azulejo.quality.arena.ranking;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/// How different strengths could have come out with other images and other judges. Votes are drawn again,
/// with replacement, in three ways: whole images, whole judges, and single votes. What images and judges
/// add, less what single votes do, which both have counted, is the variance (Cameron, Gelbach and Miller,
/// "Robust inference with multiway clustering", 2011, doi:10.1198/jbes.2010.07136). To draw images and
/// judges at once would count the noise of single votes up to three times (Owen, "The pigeonhole
/// bootstrap", 2007, doi:10.1214/07-AOAS122).
public final class Bootstrap {
    private final Strengths fitted;
    private final Fits byImage;
    private final Fits byJudge;
    private final Fits byVote;

    /// @param draws of each of the three ways
    public Bootstrap(int contenders, List<Duel> duels, int draws, RandomGenerator random) {
        fitted = Davidson.fit(PairCounts.of(contenders, duels));
        byImage = Fits.drawn(contenders, units(duels, Duel::image), draws, random);
        byJudge = Fits.drawn(contenders, units(duels, Duel::judge), draws, random);
        byVote = Fits.drawn(contenders, duels.stream().map(List::of).toList(), draws, random);
    }

    private static Collection<List<Duel>> units(List<Duel> duels, Function<Duel, String> unit) {
        var units = new LinkedHashMap<String, List<Duel>>();
        for (var duel : duels) {
            units.computeIfAbsent(unit.apply(duel), _ -> new ArrayList<>()).add(duel);
        }
        return units.values();
    }

    public Strengths fitted() {
        return fitted;
    }

    /// Standard error of a difference of strengths: never less than single votes give by the model alone,
    /// as the few that there are at first may all say the same.
    ///
    /// @param contrast weight of each contender's strength, together 0
    public double error(double[] contrast) {
        double image = byImage.variance(contrast);
        double judge = byJudge.variance(contrast);
        double both = image + judge - byVote.variance(contrast);
        if (byImage.units <= 1 || byJudge.units <= 1) { // one alone says nothing of others
            both = 0;
        }
        return Math.sqrt(Math.max(Math.max(both, fitted.variance(contrast)), Math.max(image, judge)));
    }

    /// What came of drawing units of one kind.
    private record Fits(List<Strengths> fits, int units) {

        static Fits drawn(int contenders, Collection<List<Duel>> units, int draws, RandomGenerator random) {
            var all = List.copyOf(units);
            var fits = new ArrayList<Strengths>();
            for (int draw = 0; draw < draws && all.size() > 1; draw++) {
                var counts = new PairCounts(contenders);
                for (int i = 0; i < all.size(); i++) {
                    all.get(random.nextInt(all.size())).forEach(counts::add);
                }
                fits.add(Davidson.fit(counts));
            }
            return new Fits(fits, all.size());
        }

        double variance(double[] contrast) {
            if (fits.isEmpty()) {
                return 0;
            }
            var values =
                    fits.stream().mapToDouble(fit -> fit.contrast(contrast)).toArray();
            double sum = 0;
            double squares = 0;
            for (double value : values) {
                sum += value;
                squares += value * value;
            }
            double variance = (squares - sum * sum / values.length) / (values.length - 1);
            return variance * units / (units - 1); // drawn variances of few units are too small by that
        }
    }
}
