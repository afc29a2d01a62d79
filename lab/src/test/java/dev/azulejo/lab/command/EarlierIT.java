package dev.azulejo.lab.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.lab.net.GraphLayers;
import dev.azulejo.lab.net.NetDesign;
import dev.azulejo.lab.net.Parameters;
import dev.azulejo.lab.net.Told;
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
        try (var earlier = earlier(design, weights)) {
            var read = earlier.answer(Picture.blank(8, 8), _ -> new float[0]).samples();
            assertThat(read).containsOnly(0, 127.5f, 255);
        }
    }

    @Test
    void whatAnEarlierNetIsToldReachesIt() {
        var design = new NetDesign(NetDesign.Kind.PLAIN, 2, 4, List.of(Told.JPEG));
        var weights = Parameters.of(design, 1).drawn(3);
        try (var earlier = earlier(design, weights)) {
            var mild = earlier.answer(Picture.blank(8, 8), _ -> new float[] {0.1f});
            var strong = earlier.answer(Picture.blank(8, 8), _ -> new float[] {0.6f});
            assertThat(strong.samples()).isNotEqualTo(mild.samples());
        }
    }

    private static Trainer.Earlier earlier(NetDesign design, float[] weights) {
        var stage = new Trainer.EarlierStage(GraphLayers.model(design, 1, weights), design.told());
        return new Trainer.Earlier(List.of(stage));
    }
}
