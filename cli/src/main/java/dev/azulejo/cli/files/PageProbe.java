package dev.azulejo.cli.files;

import dev.azulejo.core.port.ImageDecoder;
import dev.azulejo.core.port.ProbedImage;
import dev.azulejo.core.port.UnreadableImage;
import dev.azulejo.local.machine.LocalConfig;
import dev.azulejo.local.wiring.EmbeddedWiring;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/// Reads headers before there is a pipeline; loads the decoder when the first one is asked for. For one thread.
public final class PageProbe implements Function<Path, Optional<ProbedImage>> {
    private final LocalConfig config;
    private Optional<ImageDecoder> decoder = Optional.empty();

    public PageProbe(LocalConfig config) {
        this.config = config;
    }

    @Override
    public Optional<ProbedImage> apply(Path file) {
        if (!Files.isRegularFile(file)) { // opening a pipe would wait for its writer
            return Optional.empty();
        }
        var ready = decoder.orElseGet(() -> EmbeddedWiring.decoder(config));
        decoder = Optional.of(ready);
        try {
            return Optional.of(ready.probe(Files.newInputStream(file), 1));
        } catch (UnreadableImage | IOException e) {
            return Optional.empty();
        }
    }
}
