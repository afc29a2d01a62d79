package dev.azulejo.quality.arena.ranking;

import dev.azulejo.quality.statistics.StudentT;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/// How different strengths could have come out with other images and other judges. Votes are drawn again,
/// with replacement, in three ways: whole images, whole judges, and single votes. What images and judges
/// add, less what single votes do, which both have counted, is the error (Cameron, Gelbach and Miller,
/// "Robust inference with multiway clustering", 2011, doi:10.1198/jbes.2010.07136). To draw images and
/// judges at once would count the noise of single votes up to three times (Owen, "The pigeonhole
/// bootstrap", 2007, doi:10.1214/07-AOAS122).
public final class Bootstrap {
    /// A difference of strengths that no vote can tell from a larger one.
    private static final double ENDLESS = 40;

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

    /// Half the width of the interval that holds a difference of strengths with a given chance.
    ///
    /// How much few judges differ is hardly known: so what judges add counts with Student's quantile for so
    /// many judges, and what images add with that for so many images. It is never less than what the model
    /// gives for single votes, as the few that there are at first may all say the same.
    ///
    /// @param contrast weight of each contender's strength, together 0
    public double reach(double[] contrast, double chance) {
        double most = Math.min(byImage.quantile(chance), byJudge.quantile(chance));
        if (Double.isInfinite(most)) {
            return ENDLESS;
        }
        double vote = byVote.variance(contrast);
        double byModel = most * Math.sqrt(fitted.variance(contrast));
        double reach = Math.max(
                byJudge.reach(contrast, chance, byImage, vote), byImage.reach(contrast, chance, byJudge, vote));
        return Math.min(ENDLESS, Math.max(byModel, reach));
    }

    /// How many judges who vote equally often say as much as those of these votes do. (Kish's effective number)
    public static int evenJudges(List<Duel> duels) {
        return even(units(duels, Duel::judge));
    }

    private static int even(Collection<List<Duel>> units) {
        double votes = 0;
        double squares = 0;
        for (var unit : units) {
            votes += unit.size();
            squares += (double) unit.size() * unit.size();
        }
        return units.isEmpty() ? 0 : (int) Math.round(votes * votes / squares);
    }

    /// What came of drawing units of one kind.
    ///
    /// @param even how many units of equal size say as much
    private record Fits(List<Strengths> fits, int units, int even) {

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
            return new Fits(fits, all.size(), Bootstrap.even(all));
        }

        /// Student's, for so many units; infinite where there is one alone, or as good as one.
        double quantile(double chance) {
            return even > 1 ? StudentT.reach(chance, even - 1) : Double.POSITIVE_INFINITY;
        }

        /// How far the truth may be from what these units say, and what units of the other kind add to that beyond
        /// single votes, which both have counted. One unit alone says nothing, and adds nothing.
        double reach(double[] contrast, double chance, Fits other, double vote) {
            double own = even > 1 ? quantile(chance) * Math.sqrt(variance(contrast)) : 0;
            double added = Math.max(0, other.variance(contrast) - vote);
            return even > 1 && other.even > 1 ? Math.hypot(own, other.quantile(chance) * Math.sqrt(added)) : own;
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
            double variance = Math.max(0, squares - sum * sum / values.length) / (values.length - 1);
            return variance * units / (units - 1); // drawn variances of few units are too small by that
        }
    }
}
