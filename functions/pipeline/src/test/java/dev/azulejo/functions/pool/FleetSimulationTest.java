package dev.azulejo.functions.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.functions.pool.FleetWorld.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The [Pool] at work for hours, beside a worker for each manifest, which is what it replaced. The table in
/// `docs/fleet.md` is made of it; to make it anew: `./mvnw -pl functions/pipeline -am test
/// -Dtest=FleetSimulationTest -Dsurefire.failIfNoSpecifiedTests=false -Dazulejo.write=true`
class FleetSimulationTest {
    private static final Path PAGE = Path.of("../../docs/fleet.md");
    private static final String BEGIN = "<!-- made by FleetSimulationTest -->\n";
    private static final String END = "<!-- end -->\n";
    private static final long SEED = 1;

    /// 12 megapixels, twofold, by what the cards say of a GPU: SPAN makes 42 megapixels a second, x4plus 1.8 fourfold.
    private static final Work SPAN = new Work(1.2, 1);

    private static final Work HEAVY = new Work(107, 4);

    private static final FleetSize USUAL = new FleetSize(Duration.ofMinutes(30), 16);

    /// Of the price of the seconds in which GPUs compute, what is paid for GPUs.
    private static final double MOST_PAID = 1.3;

    private record Scenario(String name, double[] times, Work work) {}

    private static final List<Scenario> SCENARIOS = List.of(
            new Scenario("10,000 at once", new double[10_000], SPAN),
            new Scenario("1,000 at once", new double[1_000], SPAN),
            new Scenario("one", new double[1], SPAN),
            new Scenario("one each two minutes, 8 hours", FleetWorld.spread(240, Duration.ofHours(8), SEED), SPAN),
            new Scenario("one each two seconds, 8 hours", FleetWorld.spread(14_400, Duration.ofHours(8), SEED), SPAN),
            new Scenario("100 at once, `detail-x4`", new double[100], HEAVY),
            new Scenario("1,000 at once, `detail-x4`", new double[1_000], HEAVY));

    private static Report pool(Scenario scenario, FleetSize size, long seed) {
        return new FleetWorld(seed, size, false, scenario.work).run(scenario.times);
    }

    private static Report before(Scenario scenario) {
        return new FleetWorld(SEED, USUAL, true, scenario.work).run(scenario.times);
    }

    /// Of the workers' time nine tenths are work; before it was one in hundreds. With what an instance takes to boot
    /// and to pull the image, and until it goes, less than a third is paid on top.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void ofTenThousandPhotographsAtOnceNineTenthsOfTheWorkersTimeIsWork(long seed) {
        var report = pool(SCENARIOS.getFirst(), USUAL, seed);

        assertThat(report.idle()).isLessThan(0.10);
        assertThat(report.paidPerUsed()).isLessThan(MOST_PAID);
        assertThat(report.workers()).isLessThanOrEqualTo(USUAL.most());
        assertThat(report.wait(0.95)).isLessThan(2.0 * USUAL.targetWait().toSeconds());
    }

    @Test
    void ofPhotographsThatTakeLongLittleIsPaidBesideTheirWork() {
        assertThat(pool(SCENARIOS.getLast(), USUAL, SEED).paidPerUsed()).isLessThan(1.1);
    }

    @Test
    void aWorkerForEachManifestWaitsForNothing() {
        var report = before(SCENARIOS.getFirst());

        assertThat(report.workers()).isEqualTo(10_000);
        assertThat(report.idle()).isGreaterThan(0.99);
    }

    /// Otherwise each photograph would pay for a start and wait for one.
    @Test
    void ofATrickleOneWorkerStays() {
        var report = pool(SCENARIOS.get(3), USUAL, SEED);

        assertThat(report.workers()).isLessThan(40);
        assertThat(report.wait(0.5)).isLessThan(10);
    }

    /// Two hundred photographs of three tenants at once, of which one has four fifths; nobody is served before others
    /// are, so the small ones wait no longer than if each tenant had a third of the fleet.
    @Test
    void whoBringsMuchDoesNotMakeOthersWait() {
        var fair = tenants(true);
        var unfair = tenants(false);
        double share = fairShare();

        for (int small : new int[] {1, 2}) {
            assertThat(fair.wait(small, 0.95)).isLessThan(share);
            assertThat(unfair.wait(small, 0.95)).isGreaterThan(1.3 * share);
        }
    }

    /// Fourfold by x4plus. The first 160 are of one tenant, as they come to the queue.
    private static FleetWorld tenants(boolean isFair) {
        var world = new FleetWorld(SEED, USUAL, false, HEAVY, isFair);
        world.run(new double[200], job -> job < 160 ? 0 : 1 + job % 2);
        return world;
    }

    /// A tenant asks for 180 in a batch, and for 20 alone behind them: these wait in a group of their own.
    @Test
    void aBatchDoesNotMakeThoseWaitThatTheSameTenantAsksForAlone() {
        var apart = batch(true);
        var together = batch(false);

        double all = together.wait(1, 0.95);
        assertThat(apart.wait(1, 0.95)).isLessThan(0.6 * all);
        assertThat(apart.wait(0, 0.95))
                .as("the batch waits for no more than all of it")
                .isLessThan(all);
    }

    private static FleetWorld batch(boolean areApart) {
        var world = new FleetWorld(SEED, USUAL, false, HEAVY, areApart);
        world.run(new double[200], job -> job < 180 ? 0 : 1);
        return world;
    }

    /// Until 20 photographs are done by a third of the fleet, whose last worker comes when the slowest start is over.
    private static double fairShare() {
        double fleet = Math.min(
                USUAL.most(),
                Math.ceil(200 * HEAVY.seconds() / USUAL.targetWait().toSeconds()));
        return 20 * HEAVY.seconds() / (fleet / 3) + 240 + 90 + 20 + 60;
    }

    @Test
    void thePageShowsIt() throws IOException {
        var page = Files.readString(PAGE);
        var made = page.substring(0, page.indexOf(BEGIN)) + BEGIN + tables() + page.substring(page.indexOf(END));

        if (Boolean.getBoolean("azulejo.write")) {
            Files.writeString(PAGE, made);
        }

        assertThat(PAGE).content().isEqualTo(made);
    }

    private static String tables() {
        var rows = new ArrayList<String>();
        rows.add(head("photographs of 12 megapixels"));
        for (var scenario : SCENARIOS) {
            rows.add(row(scenario.name + ", by the pool", pool(scenario, USUAL, SEED)));
            rows.add(row(scenario.name + ", a worker for each manifest", before(scenario)));
        }
        rows.add("\n" + head("10,000 at once, with a target of"));
        for (int target : new int[] {300, 600, 900, 1_800, 3_600, 7_200}) {
            var size = new FleetSize(Duration.ofSeconds(target), USUAL.most());
            rows.add(row("%d s".formatted(target), pool(SCENARIOS.getFirst(), size, SEED)));
        }
        rows.add("""

                | 200 at once, `detail-x4`, 160 of them of one tenant | p95 of that one | p95 of the others |
                |---|---|---|
                """);
        for (boolean isFair : new boolean[] {true, false}) {
            var world = tenants(isFair);
            rows.add("| %s | %.0f s | %.0f s and %.0f s |\n"
                    .formatted(
                            isFair ? "a queue that is fair to tenants" : "first come, first served",
                            world.wait(0, 0.95),
                            world.wait(1, 0.95),
                            world.wait(2, 0.95)));
        }
        rows.add("| if each tenant had a third of the fleet | | %.0f s |\n".formatted(fairShare()));
        rows.add("""

                | 200 at once of one tenant, `detail-x4`, 180 of them in a batch | p95 of the batch | p95 of the others |
                |---|---|---|
                """);
        for (boolean areApart : new boolean[] {true, false}) {
            var world = batch(areApart);
            rows.add("| %s | %.0f s | %.0f s |\n"
                    .formatted(
                            areApart ? "a line of its own for the batch" : "first come, first served",
                            world.wait(0, 0.95),
                            world.wait(1, 0.95)));
        }
        return String.join("", rows);
    }

    private static String head(String what) {
        return """
                | %s | workers | GPU hours used | GPU hours paid | idle | p50 | p95 |
                |---|---|---|---|---|---|---|
                """.formatted(what);
    }

    private static String row(String name, Report report) {
        return "| %s | %d | %.2f | %.2f (%.1f x) | %.1f %% | %.0f s | %.0f s |\n"
                .formatted(
                        name,
                        report.workers(),
                        report.busySeconds() / 3600,
                        report.paidSeconds() / 3600,
                        report.paidPerUsed(),
                        100 * report.idle(),
                        report.wait(0.5),
                        report.wait(0.95));
    }
}
