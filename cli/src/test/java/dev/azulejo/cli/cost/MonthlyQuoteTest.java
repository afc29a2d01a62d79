package dev.azulejo.cli.cost;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MonthlyQuoteTest {
    private static final OwnGpu OWN = new OwnGpu(3600, 3, 500, 100, 0.20, 1);

    private static Workload workload(double imagesPerDay, double gpuSeconds) {
        return new Workload(imagesPerDay, 12, 2, gpuSeconds, 0.5, 30, 2, 0);
    }

    private static MonthlyQuote quote(double imagesPerDay, double gpuSeconds) {
        return MonthlyQuote.of(workload(imagesPerDay, gpuSeconds), PriceList.ours(), OWN);
    }

    @Test
    void twiceAsManyImagesCostTwiceAsMuchInTheCloud() {
        var one = quote(1000, 2).totals();
        var two = quote(2000, 2).totals();
        assertThat(two.get("spot")).isCloseTo(2 * requireNonNull(one.get("spot")), within(1e-6));
        assertThat(two.get("on demand")).isCloseTo(2 * requireNonNull(one.get("on demand")), within(1e-6));
        assertThat(one.get("on demand")).isGreaterThan(one.get("spot"));
    }

    /// By hand: 1,000 images of 1.8 s are half an hour of a GPU a day, half of whose time is paid for nothing.
    @Test
    void gpusAreCountedByTheirPaidHours() {
        var quote = quote(1000, 1.8);
        assertThat(quote.workload().gpuHours()).isCloseTo(365.0 / 12, within(1e-9));
        double anHour = 0.8048 + 0.005 + 30 * 0.08 / (365 * 2);
        assertThat(quote.onDemand()).isCloseTo(365.0 / 12 * anHour, within(1e-6));
    }

    /// By hand: $100 a month of its price; half an hour a day at 500 W, the rest at 100 W.
    @Test
    void aMachineOfOnesOwnCostsItsPriceAndItsPower() {
        double days = 365.0 / 12;
        double power = (days * 0.5 * 0.5 + days * 23.5 * 0.1) * 0.20;
        assertThat(quote(1000, 1.8).own()).isCloseTo(100 + power, within(1e-6));
        assertThat(quote(1000, 1.8).ownMachines()).isEqualTo(1);
        assertThat(quote(1_000_000, 1.8).ownMachines()).isEqualTo(27); // 1.8 million seconds, of 69,120 each
    }

    /// Of a photograph of 12 megapixels, without what it is kept for, and GPUs.
    @Test
    void whatAnImageMakesAWSCallCostsLessThanATenthOfACent() {
        assertThat(callsOfAnImage(quote(1000, 1.2))).isLessThan(0.001);
    }

    /// By x4plus, whose GPUs are paid for 1.1 times their work, as the simulation of the fleet has it.
    @Test
    void ofAPhotographThatTakesLongTheWholePriceIsLessThanAThirdAboveItsGpuSeconds() {
        var quote = MonthlyQuote.of(new Workload(1000, 12, 4, 107, 1 / 1.1, 30, 2, 0), PriceList.ours(), OWN);
        double computed = quote.onDemand() / 1.1 / quote.images();

        assertThat(callsOfAnImage(quote) + quote.onDemand() / quote.images()).isLessThan(1.3 * computed);
    }

    private static double callsOfAnImage(MonthlyQuote quote) {
        return quote.lines().stream()
                        .filter(line -> line.item() != Item.S3_GB_MONTH)
                        .mapToDouble(MonthlyQuote.Line::dollars)
                        .sum()
                / quote.images();
    }

    @Test
    void callsGrowWithShardsAndStrips() {
        assertThat(new Calls(1, 1).transitions()).isEqualTo(17);
        assertThat(new Calls(12, 1).transitions()).isGreaterThan(new Calls(11, 1).transitions());
        assertThat(new Calls(1, 2).functionCalls()).isEqualTo(new Calls(1, 1).functionCalls() + 1);
        assertThatThrownBy(() -> new Calls(0, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void everyPriceHasADateAndASource(@TempDir Path folder) throws Exception {
        assertThat(PriceList.ours().date()).matches("20[0-9]{2}-[0-9]{2}-[0-9]{2}");
        var file = Files.writeString(folder.resolve("prices.json"), """
                {"date": "2027-01-01", "region": "eu-central-1", "prices": [{"item": "transition", "price": 1}]}""");
        assertThatThrownBy(() -> PriceList.of(file))
                .hasMessageContaining("lambda-gb-second")
                .hasMessageContaining("a source");
    }
}
