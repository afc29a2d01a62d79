package dev.azulejo.quality.arena.ranking;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/// Contenders, the best first.
///
/// @param margins of each over the next one
/// @param nu how common ties are
/// @param votes that it is made of
/// @param images that were voted on
/// @param judges who have voted
public record Ranking(List<Place> places, List<Margin> margins, double nu, int votes, long images, long judges) {
    /// Of a normal distribution: 95 of 100 lie within.
    public static final double TWO_SIDED_95 = 1.96;

    public static final int DRAWS = 200;

    public Ranking {
        places = List.copyOf(places);
        margins = List.copyOf(margins);
    }

    /// @param strength on a log scale; the mean of all is 0
    public record Place(int contender, double strength, Interval interval, int votes) {}

    /// @param share of votes that the better one is expected to get, a tie being half of one
    public record Margin(int better, int worse, double share, Interval interval) {}

    /// @param deviations half the width of intervals, in standard errors
    public static Ranking of(int contenders, List<Duel> duels, double deviations, RandomGenerator random) {
        var bootstrap = new Bootstrap(contenders, duels, DRAWS, random);
        var fitted = bootstrap.fitted();
        var places = IntStream.range(0, contenders)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer contender) -> -fitted.log(contender)))
                .map(contender -> new Place(
                        contender,
                        fitted.log(contender),
                        Interval.around(
                                fitted.log(contender), deviations * bootstrap.error(fitted.fromMean(contender))),
                        votes(contender, duels)))
                .toList();
        var margins = new ArrayList<Margin>();
        for (int rank = 0; rank + 1 < contenders; rank++) {
            margins.add(
                    margin(places.get(rank).contender(), places.get(rank + 1).contender(), bootstrap, deviations));
        }
        return new Ranking(
                places,
                margins,
                fitted.nu(),
                duels.size(),
                duels.stream().map(Duel::image).distinct().count(),
                duels.stream().map(Duel::judge).distinct().count());
    }

    private static int votes(int contender, List<Duel> duels) {
        return (int) duels.stream()
                .filter(duel -> duel.first() == contender || duel.second() == contender)
                .count();
    }

    private static Margin margin(int better, int worse, Bootstrap bootstrap, double deviations) {
        var fitted = bootstrap.fitted();
        double nu = fitted.nu();
        double difference = fitted.difference(better, worse);
        double reach = deviations * bootstrap.error(fitted.between(better, worse));
        return new Margin(
                better,
                worse,
                Chances.of(difference, nu).share(),
                new Interval(
                        Chances.of(difference - reach, nu).share(),
                        Chances.of(difference + reach, nu).share()));
    }

    /// The contenders' numbers, the best first.
    public List<Integer> order() {
        return places.stream().map(Place::contender).toList();
    }
}
