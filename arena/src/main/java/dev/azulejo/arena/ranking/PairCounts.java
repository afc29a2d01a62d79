package dev.azulejo.arena.ranking;

import java.util.Collection;

/// How often each contender was preferred to each other, and how often there was a tie. Mutable; not
/// thread-safe.
public final class PairCounts {
    private final int contenders;
    private final double[][] wins;
    private final double[][] ties;

    public PairCounts(int contenders) {
        this.contenders = contenders;
        wins = new double[contenders][contenders];
        ties = new double[contenders][contenders];
    }

    public static PairCounts of(int contenders, Collection<Duel> duels) {
        var counts = new PairCounts(contenders);
        duels.forEach(counts::add);
        return counts;
    }

    public void add(Duel duel) {
        switch (duel.result()) {
            case FIRST -> wins[duel.first()][duel.second()]++;
            case SECOND -> wins[duel.second()][duel.first()]++;
            case TIE -> {
                ties[duel.first()][duel.second()]++;
                ties[duel.second()][duel.first()]++;
            }
        }
    }

    public int contenders() {
        return contenders;
    }

    public double wins(int winner, int loser) {
        return wins[winner][loser];
    }

    public double ties(int one, int other) {
        return ties[one][other];
    }

    public double votes(int one, int other) {
        return wins[one][other] + wins[other][one] + ties[one][other];
    }
}
