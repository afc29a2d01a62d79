package dev.azulejo.lab.quote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.azulejo.lab.net.Arithmetic;
import dev.azulejo.lab.net.Link;
import dev.azulejo.lab.net.NetDesign;
import dev.azulejo.lab.net.Parameters;
import dev.azulejo.lab.recipe.RecipeFile;
import dev.azulejo.local.exit.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Hours and money of a training, by hand.
class TrainingQuoteTest {
    private static final Machine RENTED = new Machine("rented", 10, 4, 1.0, 0.4, 0, 0, "a test");
    private static final Machine OWN = new Machine("own", 10, 4, 0, 0, 3000, 500, "a test");

    /// 2.5e10 operations at a quarter of 10 teraflops: 10 ms a step, which is more than a fourth of 20 ms of drawing.
    private static final List<TrainingQuote.Stage> HOUR =
            List.of(new TrainingQuote.Stage(360_000, new StepWork(1, 0.02, 2.5e10)));

    @TempDir
    Path folder;

    @Test
    void operationsAreThoseOfEachWeightAtEachPixelForwardAndTwiceBack() throws IOException {
        var file = folder.resolve("recipe.json");
        Files.writeString(file, """
                {"schema": 1, "id": "x", "description": "x", "scale": 2,
                 "net": {"kind": "plain", "depth": 2, "channels": 5}, "seed": 1, "steps": 1, "batch": 3, "patch": 16,
                 "loss": "l1", "rate": 0.1, "average": 0.5, "pictures": {"scenes": 1, "side": 128},
                 "damage": [{"kind": "fit", "filters": ["bicubic"]}]}""");
        double weights = 3 * 5 * 9 + 5 * 12 * 9;
        var recipe = RecipeFile.read(file);
        assertThat(StepWork.of(recipe, List.of(recipe.link()), null, 1, 0).operations())
                .isEqualTo(6 * weights * 16 * 16 * 3);
        var first = new Link(new NetDesign(NetDesign.Kind.PLAIN, 2, 4), 1, Arithmetic.FP32);
        assertThat(StepWork.of(recipe, List.of(first, recipe.link()), null, 1, 0)
                        .operations())
                .isEqualTo(6 * (weights + 2 * 3 * 4 * 9) * 16 * 16 * 3);
    }

    /// 378 weights on the whole sides, 704 on half of them and 1,408 on a quarter.
    @Test
    void layersOnHalfTheSidesCostAQuarter() {
        var design = new NetDesign(NetDesign.Kind.UNET, 1, 4);
        assertThat(Parameters.of(design, 1).multiplications()).isEqualTo(378 + 704 / 4.0 + 1408 / 16.0);
    }

    @Test
    void aRentedMachineCostsItsHoursAndSpotALittleLonger() {
        var quote = TrainingQuote.of(RENTED, HOUR, 0.25);
        assertThat(quote.hours()).isEqualTo(1, within(1e-9));
        assertThat(quote.onDemand()).isEqualTo(1.0, within(1e-9));
        assertThat(quote.onSpot()).isEqualTo(0.4 * (1 + 0.05 * 240 / 3600), within(1e-9));
        assertThat(quote.power()).isZero();
    }

    @Test
    void drawingBatchesHoldsAFastGpuBack() {
        var fast = new Machine("fast", 1000, 2, 1, 0, 0, 0, "a test");
        assertThat(TrainingQuote.of(fast, HOUR, 0.25).hours()).isEqualTo(1, within(1e-9));
    }

    @Test
    void noStepIsShorterThanItsKernelsTakeToStart() {
        assertThat(RENTED.step(new StepWork(1, 0, 1))).isEqualTo(0.004);
    }

    @Test
    void stagesOfAChainAddUp() {
        var twice = List.of(HOUR.getFirst(), HOUR.getFirst());
        assertThat(TrainingQuote.of(RENTED, twice, 0.25).hours()).isEqualTo(2, within(1e-9));
    }

    @Test
    void oneOfOnesOwnIsCheaperAfterItsPriceWasSaved() {
        var own = TrainingQuote.of(OWN, HOUR, 0.25);
        assertThat(own.power()).isEqualTo(0.125, within(1e-9));
        assertThat(TrainingQuote.trainingsUntilCheaper(own, 0.425))
                .hasValueSatisfying(count -> assertThat(count).isEqualTo(10_000, within(1e-6)));
        assertThat(TrainingQuote.trainingsUntilCheaper(own, 0.1)).isEmpty();
    }

    @Test
    void ourMachinesCanBeRead() {
        assertThat(Machine.ours()).hasSizeGreaterThan(3);
    }

    @Test
    void aTableThatMeansNothingIsRefusedByName() throws IOException {
        var file = folder.resolve("machines.json");
        Files.writeString(
                file, "{\"machines\": [{\"name\": \"free\", \"teraflops\": 1, \"processors\": 1, \"source\": \"x\"}]}");
        assertThatThrownBy(() -> Machine.of(file))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("free: it has neither a price nor one for an hour");
        Files.writeString(file, "{}");
        assertThatThrownBy(() -> Machine.of(file)).hasMessageContaining("it has no \"machines\"");
    }
}
