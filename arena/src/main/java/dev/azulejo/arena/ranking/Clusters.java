package dev.azulejo.arena.ranking;

import dev.azulejo.arena.statistics.StudentT;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Computes how different strengths could have come out with other images and other judges. Votes on one
/// image resemble each other, and so do those of one judge: what the votes of one have moved together,
/// squared and summed, is the variance that such clusters cause. What images and judges add, less what
/// single votes do, which both have counted, is the error (A. C. Cameron, J. B. Gelbach, D. L. Miller,
/// "Robust inference with multiway clustering", 2011, doi:10.1198/jbes.2010.07136).
///
/// How much a few judges differ is hardly known, so each kind of cluster counts with Student's quantile for
/// its number (R. M. Bell, D. F. McCaffrey, "Bias reduction in standard errors for linear regression with
/// multi-stage samples", Survey Methodology 28, 2002: of clusters of equal size that is exact for normal
/// effects). One quantile for the whole error, for the degrees of freedom that Satterthwaite's formula
/// gives, holds the truth too seldom for two judges (0.91 to 0.94), because what they seem to differ by is
/// itself so uncertain.
public final class Clusters {
    /// The difference of strengths that stands for "unknown": votes cannot tell it from a larger one.
    private static final double ENDLESS = 40;

    private final List<Duel> duels;
    private final Strengths fitted;
    private final int images;
    private final int judges;

    public Clusters(int contenders, List<Duel> duels) {
        this.duels = List.copyOf(duels);
        fitted = Davidson.fit(PairCounts.of(contenders, duels));
        images = even(duels, Duel::image);
        judges = even(duels, Duel::judge);
    }

    public Strengths fitted() {
        return fitted;
    }

    /// Half the width of the interval that holds a difference of strengths with a given chance. It is never
    /// less than the model gives for single votes, as the first few may all say the same. With one judge
    /// alone it covers images only.
    ///
    /// @param contrast weight of each contender's strength, together 0
    public double reach(double[] contrast, double chance) {
        if (images < 2 && judges < 2) {
            return ENDLESS;
        }
        var moves = fitted.moves(contrast, duels);
        double ofImages = variance(moves, Duel::image);
        double ofVotes = moves.stream().mapToDouble(move -> move * move).sum();
        double byClusters = judges < 2
                ? quantile(chance, images) * Math.sqrt(ofImages)
                : Math.hypot(
                        quantile(chance, judges) * Math.sqrt(variance(moves, Duel::judge)),
                        images < 2 ? 0 : quantile(chance, images) * Math.sqrt(Math.max(0, ofImages - ofVotes)));
        double byModel = quantile(chance, duels.size()) * Math.sqrt(fitted.variance(contrast));
        return Math.min(ENDLESS, Math.max(byModel, byClusters));
    }

    private static double quantile(double chance, int units) {
        return StudentT.reach(chance, units - 1);
    }

    /// The variance that one kind of cluster causes. For few clusters the plain sum is too small, as for
    /// few values, so it is corrected.
    private double variance(List<Double> moves, Function<Duel, String> cluster) {
        Map<String, Double> together = new HashMap<>();
        for (int i = 0; i < moves.size(); i++) {
            together.merge(cluster.apply(duels.get(i)), moves.get(i), Double::sum);
        }
        double sum = together.values().stream().mapToDouble(move -> move * move).sum();
        return together.size() < 2 ? 0 : sum * together.size() / (together.size() - 1);
    }

    /// The number of judges voting equally often that would be worth as much as the judges of these votes
    /// (Kish's effective number).
    public static int evenJudges(Collection<Duel> duels) {
        return even(duels, Duel::judge);
    }

    private static int even(Collection<Duel> duels, Function<Duel, String> cluster) {
        Map<String, Integer> votes = new HashMap<>();
        duels.forEach(duel -> votes.merge(cluster.apply(duel), 1, Integer::sum));
        double squares = votes.values().stream()
                .mapToDouble(number -> (double) number * number)
                .sum();
        return duels.isEmpty() ? 0 : (int) Math.round((double) duels.size() * duels.size() / squares);
    }
}
