package dev.azulejo.lab.dataset;

import dev.azulejo.quality.set.SetImage;
import dev.azulejo.quality.set.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Reports what a dataset holds, what was left out of it, and what there is little of. Pure.
public final class DatasetReport {
    private DatasetReport() {}

    /// @param earlier the version before
    /// @return the lines of the report
    public static List<String> lines(Assembly.Result result, Dataset earlier) {
        var dataset = result.dataset();
        var lines = new ArrayList<String>();
        lines.add("%s: %d images, %d to learn from, %d to measure on"
                .formatted(
                        dataset.name(),
                        dataset.samples().size(),
                        dataset.of(Part.TRAIN).size(),
                        dataset.of(Part.TEST).size()));
        result.leaks().forEach(leak -> lines.add("left out: " + leak + ", which no model may learn from"));
        result.moved()
                .forEach(file -> lines.add(
                        "moved: %s was measured on, and looks like one that is learned from".formatted(file)));
        clusters(dataset).forEach(cluster -> lines.add("alike: " + cluster));
        licences(dataset).forEach((licence, count) -> lines.add("  under %s: %d".formatted(licence, count)));
        Tag.counted(dataset.of(Part.TRAIN)).forEach((tag, count) -> {
            if (count < Tag.THIN) {
                lines.add("  thin: %d of %s to learn from".formatted(count, tag));
            }
        });
        if (!earlier.samples().isEmpty()) {
            lines.add("%d more than in version %.12s"
                    .formatted(dataset.samples().size() - earlier.samples().size(), earlier.version()));
        }
        return lines;
    }

    private static List<String> clusters(Dataset dataset) {
        var names = new TreeMap<String, List<String>>();
        dataset.samples()
                .forEach(sample -> names.computeIfAbsent(sample.cluster(), _ -> new ArrayList<>())
                        .add(sample.image().file()));
        return names.values().stream()
                .filter(each -> each.size() > 1)
                .map(each -> String.join(", ", each))
                .toList();
    }

    private static Map<String, Long> licences(Dataset dataset) {
        return dataset.samples().stream()
                .map(Sample::image)
                .collect(Collectors.groupingBy(SetImage::licence, TreeMap::new, Collectors.counting()));
    }
}
