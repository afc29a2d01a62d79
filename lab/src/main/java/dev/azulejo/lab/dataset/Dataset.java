package dev.azulejo.lab.dataset;

import dev.azulejo.core.job.key.CanonicalText.Hash;
import dev.azulejo.quality.set.SetImage;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/// Pictures with all that must be known to learn from them: whose they are, what they show, which look
/// alike, and which are kept to measure on.
///
/// @param samples by their SHA-256
/// @param parent the version that this one was made from; empty for a first one
public record Dataset(String name, List<Sample> samples, String parent) {
    public Dataset {
        samples = samples.stream()
                .sorted(Comparator.comparing(sample -> sample.image().sha256()))
                .toList();
    }

    /// A SHA-256 of all that decides what is learned and measured: the pictures, each with its part. It is
    /// the same for the same pictures in any place and order.
    public String version() {
        var lines = samples.stream()
                .map(sample -> sample.image().sha256() + " " + sample.part().text())
                .collect(Collectors.joining("\n"));
        return Hash.of(lines.getBytes(StandardCharsets.UTF_8)).hex();
    }

    /// The images of a part.
    public List<SetImage> of(Part part) {
        return samples.stream()
                .filter(sample -> sample.part() == part)
                .map(Sample::image)
                .toList();
    }
}
