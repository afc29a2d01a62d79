package dev.azulejo.lab.dataset;

import dev.azulejo.lab.picture.Likeness;
import dev.azulejo.quality.set.SetImage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Makes a dataset of examined pictures. Pictures that look alike get into one part, and a picture that an
/// earlier version learned from is never measured on by a later one. Pure.
///
/// @param name of the dataset
/// @param earlier the version before; one without pictures for a first one
/// @param testShare percentage of clusters that are kept to measure on
public record Assembly(String name, Dataset earlier, int testShare) {
    private static final int HUNDRED = 100;

    /// A picture that may get into a dataset.
    public record Candidate(SetImage image, Likeness look) {}

    /// @param apart pictures that must be neither learned from nor measured on here, by their names
    public Result made(List<Candidate> candidates, Map<String, Likeness> apart) {
        var leaks = new ArrayList<String>();
        var kept = new HashMap<String, Candidate>();
        earlier.samples()
                .forEach(sample -> kept.put(sample.image().sha256(), new Candidate(sample.image(), sample.look())));
        candidates.forEach(each -> kept.putIfAbsent(each.image().sha256(), each));
        kept.values().removeIf(each -> {
            var alike = apart.entrySet().stream()
                    .filter(other -> other.getValue().distance(each.look()) <= Likeness.NEAR)
                    .map(Map.Entry::getKey)
                    .sorted()
                    .findFirst();
            alike.ifPresent(
                    other -> leaks.add("%s looks like %s".formatted(each.image().file(), other)));
            return alike.isPresent();
        });
        var clusters = Clusters.of(kept.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, each -> each.getValue().look())));
        var before = earlier.samples().stream()
                .collect(Collectors.toMap(sample -> sample.image().sha256(), Sample::part));
        var learned = new HashSet<String>();
        var measured = new HashSet<String>();
        clusters.forEach((hash, cluster) -> {
            var part = before.get(hash);
            if (part != null) {
                (part == Part.TRAIN ? learned : measured).add(cluster);
            }
        });
        var samples = new ArrayList<Sample>();
        var moved = new ArrayList<String>();
        kept.forEach((hash, each) -> {
            var cluster = clusters.getOrDefault(hash, hash);
            var part = part(cluster, learned, measured);
            if (part == Part.TRAIN && before.get(hash) == Part.TEST) {
                moved.add(each.image().file());
            }
            samples.add(new Sample(each.image(), each.look(), cluster, part));
        });
        return new Result(
                new Dataset(name, samples, earlier.samples().isEmpty() ? "" : earlier.version()),
                leaks.stream().sorted().toList(),
                moved.stream().sorted().toList());
    }

    private Part part(String cluster, Set<String> learned, Set<String> measured) {
        if (learned.contains(cluster)) {
            return Part.TRAIN;
        }
        if (measured.contains(cluster)) {
            return Part.TEST;
        }
        return Integer.parseInt(cluster.substring(0, 7), 16) % HUNDRED < testShare ? Part.TEST : Part.TRAIN;
    }

    /// @param leaks pictures that were left out, and why
    /// @param moved pictures that an earlier version measured on and this one learns from, as they look
    ///     like one that is learned from
    public record Result(Dataset dataset, List<String> leaks, List<String> moved) {
        public Result {
            leaks = List.copyOf(leaks);
            moved = List.copyOf(moved);
        }
    }
}
