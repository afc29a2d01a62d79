package dev.azulejo.inference;

import dev.azulejo.core.model.ModelCard;
import dev.azulejo.core.pixels.Planes;
import dev.azulejo.core.port.Upscaler;
import java.util.Optional;

/// A model in ONNX Runtime. It reads and writes the planes' own buffers: no sample is copied.
final class OnnxUpscaler implements Upscaler, AutoCloseable {
    private final ModelCard card;
    private final NumericsLadder ladder;
    private final String fingerprint;

    OnnxUpscaler(ModelCard card, NumericsLadder ladder, String fingerprint) {
        this.card = card;
        this.ladder = ladder;
        this.fingerprint = fingerprint;
    }

    @Override
    public int scale() {
        return card.scale();
    }

    @Override
    public Optional<String> upscale(Planes input, Planes output) {
        boolean fits = output.width() == input.width() * scale() && output.height() == input.height() * scale();
        if (!fits || input.bands() != 3 || output.bands() != 3) {
            throw new IllegalArgumentException("model %s makes three bands %d times as large, not %s of %s"
                    .formatted(card.id(), scale(), shape(output), shape(input)));
        }
        return ladder.run(input, output);
    }

    @Override
    public String fingerprint() {
        return fingerprint;
    }

    @Override
    public void close() {
        ladder.rungs().forEach(Rung::close);
    }

    private static String shape(Planes planes) {
        return "%dx%dx%d".formatted(planes.width(), planes.height(), planes.bands());
    }
}
