package dev.azulejo.arena.ranking;

/// Fits Bradley and Terry's model with ties, as Davidson (1970) has it: of contenders with strengths a and
/// b, on a log scale, the first is preferred in proportion to `exp(a)`, the second to `exp(b)`, and there
/// is a tie in proportion to `nu * exp((a + b) / 2)`. (R. R. Davidson, "On extending the Bradley-Terry
/// model to accommodate ties in paired comparison experiments", JASA 65, 317-328,
/// doi:10.1080/01621459.1970.10481082.)
///
/// The likelihood is concave in the strengths and in `log(nu)`, so Newton's method finds its one maximum. A
/// weak prior keeps that finite if a contender has won every vote.
public final class Davidson {
    /// Precision of the normal prior of each parameter: a standard deviation of 3.2, on a scale where 3 is
    /// 95 of 100 votes. It pulls a strength of 1 to 0.99 after some tens of votes.
    private static final double PRIOR = 0.1;

    private static final int MOST_STEPS = 60;
    private static final double LONGEST_STEP = 2;
    private static final double CLOSE_ENOUGH = 1e-9;

    private final PairCounts counts;
    private final int contenders;
    private final double[] parameters;
    private final double[] gradient;
    private final SymmetricMatrix information;

    private Davidson(PairCounts counts) {
        this.counts = counts;
        contenders = counts.contenders();
        parameters = new double[contenders + 1]; // strengths, then log(nu)
        gradient = new double[contenders + 1];
        information = new SymmetricMatrix(contenders + 1);
    }

    public static Strengths fit(PairCounts counts) {
        return new Davidson(counts).fitted();
    }

    private Strengths fitted() {
        for (int step = 0; step < MOST_STEPS; step++) {
            differentiate();
            var change = information.solve(gradient);
            double longest = 0;
            for (double part : change) {
                longest = Math.max(longest, Math.abs(part));
            }
            double shortened = Math.min(1, LONGEST_STEP / longest);
            for (int i = 0; i < parameters.length; i++) {
                parameters[i] += shortened * change[i];
            }
            if (longest < CLOSE_ENOUGH) {
                break;
            }
        }
        return strengths();
    }

    /// The strengths with a mean of 0, as only differences mean something.
    private Strengths strengths() {
        double mean = 0;
        for (int i = 0; i < contenders; i++) {
            mean += parameters[i] / contenders;
        }
        var centred = new double[contenders];
        for (int i = 0; i < contenders; i++) {
            centred[i] = parameters[i] - mean;
        }
        return new Strengths(centred, Math.exp(parameters[contenders]), information);
    }

    private void differentiate() {
        information.clear();
        for (int i = 0; i < parameters.length; i++) {
            gradient[i] = -PRIOR * parameters[i];
            information.add(i, i, PRIOR);
        }
        for (int i = 0; i < contenders; i++) {
            for (int j = i + 1; j < contenders; j++) {
                double votes = counts.votes(i, j);
                if (votes > 0) {
                    addPair(i, j, votes);
                }
            }
        }
    }

    /// Adds the votes on a pair to the gradient and the information. In a vote, contender i scores 1 if it
    /// wins and a half if there is a tie; the covariance of that is the information.
    private void addPair(int i, int j, double votes) {
        var expected = Chances.of(parameters[i] - parameters[j], Math.exp(parameters[contenders]));
        double wins = counts.wins(i, j) + counts.ties(i, j) / 2;
        gradient[i] += wins - votes * expected.share();
        gradient[j] += votes * expected.share() - wins;
        gradient[contenders] += counts.ties(i, j) - votes * expected.tie();
        double between = votes * expected.shareVariance();
        information.add(i, i, between);
        information.add(j, j, between);
        information.add(i, j, -between);
        double withTie = votes * expected.tie() * (0.5 - expected.share());
        information.add(i, contenders, withTie);
        information.add(j, contenders, -withTie);
        information.add(contenders, contenders, votes * expected.tie() * (1 - expected.tie()));
    }
}
