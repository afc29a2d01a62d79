package dev.azulejo.lab.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.lab.net.GraphLayers;
import dev.azulejo.lab.net.NetDesign;
import dev.azulejo.lab.net.Parameters;
import dev.azulejo.lab.picture.Picture;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What a later stage of a chain reads.
class EarlierIT {
    /// As between two models of a job.
    @Test
    void nothingBeyondBlackAndWhiteIsHandedOn() {
        var design = new NetDesign(NetDesign.Kind.PLAIN, 2, 4);
        var parameters = Parameters.of(design, 1);
        var weights = new float[parameters.count()];
        int biases = parameters.layer("last").biases();
        weights[biases] = -2;
        weights[biases + 1] = 0.5f;
        weights[biases + 2] = 2;
        try (var earlier = new Trainer.Earlier(List.of(GraphLayers.model(design, 1, weights)))) {
            var read = earlier.answer(Picture.blank(8, 8)).samples();
            assertThat(read).containsOnly(0, 127.5f, 255);
        }
    }
}
