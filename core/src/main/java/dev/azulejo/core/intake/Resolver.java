package dev.azulejo.core.intake;

import dev.azulejo.core.job.key.CanonicalText.Hash;
import dev.azulejo.core.job.request.JobRequest;
import dev.azulejo.core.job.request.SourceRef;
import dev.azulejo.core.job.request.WantedResult;
import dev.azulejo.core.pixels.ImageFormat;
import dev.azulejo.core.port.ModelCards;
import dev.azulejo.storage.StorageUri;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;

/// Makes a fully resolved request of what is wanted and of the head of the source: alike for a command, a
/// dropped file and an event. Thread-safe.
final class Resolver {
    /// The number of bits that a double holds.
    private static final int DRAW_BITS = 53;

    private final ChainChooser chains;

    Resolver(ModelCards models) {
        this.chains = new ChainChooser(models);
    }

    /// @param destinations of the results, in the order in which they are wanted
    /// @param problems all that is wrong with what was asked for; with any, nothing is resolved
    JobRequest request(
            SourceRef source,
            int page,
            Enhancement wanted,
            SourceLook look,
            List<StorageUri> destinations,
            List<String> problems) {
        double draw = draw(source);
        return JobRequest.of(
                source,
                page,
                problems.isEmpty() ? chains.choose(wanted, look, draw) : ChainChooser.nothing(wanted),
                problems.isEmpty() ? chains.others(wanted, look, draw) : List.of(),
                IntStream.range(0, destinations.size())
                        .mapToObj(number -> output(wanted.results().get(number), look, destinations.get(number)))
                        .toList(),
                wanted.geometry(),
                problems);
    }

    /// A number below 1 that depends only on the source's place and version, so the same order again is the
    /// same job.
    private static double draw(SourceRef source) {
        var identity = source.uri() + " " + source.version();
        var hash = ByteBuffer.wrap(
                Hash.of(identity.getBytes(StandardCharsets.UTF_8)).bytes());
        return (hash.getLong() >>> (Long.SIZE - DRAW_BITS)) / (double) (1L << DRAW_BITS);
    }

    private static WantedResult output(ResultOptions wanted, SourceLook look, StorageUri destination) {
        return new WantedResult(
                wanted.encoding(usualFormat(look)), wanted.target().orElse(null), destination, null);
    }

    /// The format of a result for which no option gives one.
    static ImageFormat usualFormat(SourceLook look) {
        return look.format().orElse(ImageFormat.PNG).ofResult();
    }
}
