package dev.azulejo.arena.ranking;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/// A ranking of contenders, the best first.
///
/// @param margins of each contender over the next one
/// @param nu how common ties are
/// @param votes that the ranking is made of
/// @param images that were voted on
/// @param judges who have voted
/// @param evenJudges how many judges voting equally often would be worth as much: fewer if some have hardly
///     voted
public record Ranking(
        List<Place> places, List<Margin> margins, double nu, int votes, long images, long judges, int evenJudges) {
    /// The default chance with which an interval holds the truth.
    public static final double CHANCE = 0.95;

    public Ranking {
        places = List.copyOf(places);
        margins = List.copyOf(margins);
    }

    /// @param strength on a log scale; the mean of all is 0
    public record Place(int contender, double strength, Interval interval, int votes) {}

    /// @param share of votes that the better one is expected to get, a tie being half of one
    public record Margin(int better, int worse, double share, Interval interval) {}

    /// @param chance with which each interval holds the truth
    public static Ranking of(int contenders, List<Duel> duels, double chance) {
        var clusters = new Clusters(contenders, duels);
        var fitted = clusters.fitted();
        ToDoubleFunction<double[]> reach = contrast -> clusters.reach(contrast, chance);
        var places = IntStream.range(0, contenders)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer contender) -> -fitted.log(contender)))
                .map(contender -> new Place(
                        contender,
                        fitted.log(contender),
                        Interval.around(fitted.log(contender), reach.applyAsDouble(fitted.fromMean(contender))),
                        votes(contender, duels)))
                .toList();
        var margins = new ArrayList<Margin>();
        for (int rank = 0; rank + 1 < contenders; rank++) {
            margins.add(
                    margin(places.get(rank).contender(), places.get(rank + 1).contender(), fitted, reach));
        }
        return new Ranking(
                places,
                margins,
                fitted.nu(),
                duels.size(),
                duels.stream().map(Duel::image).distinct().count(),
                duels.stream().map(Duel::judge).distinct().count(),
                Clusters.evenJudges(duels));
    }

    /// Whether the ranking says anything about people who have not voted; with one judge it is only that
    /// one's taste.
    public boolean isOfOthers() {
        return evenJudges > 1;
    }

    private static int votes(int contender, List<Duel> duels) {
        return (int) duels.stream()
                .filter(duel -> duel.first() == contender || duel.second() == contender)
                .count();
    }

    private static Margin margin(int better, int worse, Strengths fitted, ToDoubleFunction<double[]> reaches) {
        double nu = fitted.nu();
        double difference = fitted.difference(better, worse);
        double reach = reaches.applyAsDouble(fitted.between(better, worse));
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
