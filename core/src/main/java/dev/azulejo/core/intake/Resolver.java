package dev.azulejo.core.intake;

import dev.azulejo.core.job.JobRequest;
import dev.azulejo.core.job.OutputSpec;
import dev.azulejo.core.job.SourceRef;
import dev.azulejo.core.pixels.ImageFormat;
import dev.azulejo.core.port.ModelCards;
import dev.azulejo.core.recipe.Chain;
import dev.azulejo.storage.StorageUri;
import java.util.List;

/// From what is wanted, and what the head of the source tells, to a request with everything resolved: the same for
/// a command, a dropped file and an event. Thread-safe.
final class Resolver {
    private final ChainChooser chains;

    Resolver(ModelCards models) {
        this.chains = new ChainChooser(models);
    }

    /// @param problems all that is wrong with what was asked for; with any, nothing is resolved
    JobRequest request(
            SourceRef source,
            int page,
            Enhancement wanted,
            SourceLook look,
            StorageUri destination,
            List<String> problems) {
        return JobRequest.of(
                source,
                page,
                problems.isEmpty() ? chains.choose(wanted, look) : ChainChooser.nothing(wanted),
                problems.isEmpty() ? chains.others(wanted, look) : List.of(),
                wanted.target().orElse(null),
                output(wanted, look),
                wanted.geometry(),
                destination,
                problems);
    }

    /// The request for a further result of the same page, by that chain and no other.
    JobRequest sibling(JobRequest first, Chain chain, Enhancement wanted, StorageUri destination) {
        return JobRequest.of(
                first.source(),
                first.page(),
                chain,
                List.of(),
                wanted.target().orElse(null),
                wanted.output(first.output().format()),
                wanted.geometry(),
                destination,
                List.of());
    }

    OutputSpec output(Enhancement wanted, SourceLook look) {
        return wanted.output(look.format().orElse(ImageFormat.PNG).ofResult());
    }
}
