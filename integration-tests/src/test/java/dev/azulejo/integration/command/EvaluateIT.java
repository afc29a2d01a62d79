package dev.azulejo.integration.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import dev.azulejo.integration.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// `azulejo evaluate` and its report, in a real browser.
@Tag("slow")
class EvaluateIT {
    @TempDir
    static Path folder;

    /// For commands in a JVM that is kept, as its temporary files are: of those `folder` may hold none.
    @TempDir
    static Path words;

    private static Azulejo azulejo = Azulejo.in(Path.of(System.getProperty("java.io.tmpdir")));

    @BeforeAll
    static void tryTwoRecipes() throws IOException {
        azulejo = Azulejo.in(folder);
        SampleSet.write(folder, 120, 1);
        SampleSet.write(words, 120, 1);
        Files.writeString(words.resolve("broken.png"), "not a picture");
        var ended = azulejo.run(
                "evaluate", "set.json", "--recipes", "photo-x2,resize", "--price", "0.5", "-o", "report.html");
        assertThat(ended.exitCode()).as(ended.err()).isZero();
        assertThat(ended.outLines()).containsExactly("report.html", "report.md", "report.json");
        assertThat(azulejo.temporary()).isEmptyDirectory();
        assertThat(ended.err()).containsPattern("\nrecipe +PSNR, dB +better than photo-x2 by +MP/s\nphoto-x2 +\\d");
        assertThat(ended.err())
                .containsOnlyOnce(
                        "stlpips is not measured: its weights are not here; bring them with: azulejo models pull stlpips");
        assertThat(Files.readString(folder.resolve("report.json")))
                .as("what needs no truth is measured beside what does")
                .contains("\"psnr\"", "\"downscale_psnr\"", "\"piqe\"", "\"sharpness\"", "\"blockiness\"")
                .doesNotContain("stlpips");
    }

    @Test
    void whereTheWeightsOfANetworkAreTheReportHasItsFigures() throws IOException {
        var models = MeanDifference.asStlpips(words.resolve("models"));
        var ended = Azulejo.in(words)
                .with("AZULEJO_MODELS", models)
                .run(
                        "evaluate",
                        "coffee.png",
                        "--recipes",
                        "resize",
                        "--network",
                        Checkout.ROOT.resolve("examples/metric"),
                        "-o",
                        "network.html");
        assertThat(ended.exitCode()).as(ended.err()).isZero();
        assertThat(ended.err()).doesNotContain("stlpips");
        assertThat(Files.readString(words.resolve("network.json"))).contains("\"stlpips\"", "\"mean-difference\"");
    }

    @Test
    void theReportSaysWhichIsBetterAndWhere() throws IOException {
        var complaints = new ArrayList<String>();
        InBrowser.run(page -> {
            page.onConsoleMessage(message -> complaints.add(message.text()));
            page.onRequest(request -> {
                if (!request.url().startsWith("data:") && !request.url().startsWith("file:")) {
                    complaints.add(request.url());
                }
            });
            page.navigate(folder.resolve("report.html").toUri().toString());
            assertThat(page.locator("h1").textContent()).isEqualTo("samples");
            assertThat(page.locator("td.best").first().textContent()).isNotBlank();
            assertThat(page.locator("figure").count()).isEqualTo(4);
            var figure = page.locator("figure").first();
            assertThat(figure.locator(".left").evaluate("image => image.naturalWidth"))
                    .isEqualTo(120);
            figure.locator("select").first().selectOption("reference");
            assertThat(figure.locator(".left").getAttribute("alt")).isEqualTo("reference");
            figure.locator("input").focus();
            page.keyboard().press("Home");
            assertThat(figure.locator(".pair").evaluate("pair => pair.style.getPropertyValue('--at')"))
                    .isEqualTo("0%");
        });
        assertThat(complaints).isEmpty();
        assertThat(Files.readString(folder.resolve("report.md")))
                .contains("| photo-x2 |", "## Better than photo-x2 by", "| text |");
    }

    @ParameterizedTest
    @EnumSource
    void axeFindsNothing(Device device) {
        for (var scheme : ColorScheme.values()) {
            InBrowser.run(device.options().setColorScheme(scheme), page -> {
                page.navigate(folder.resolve("report.html").toUri().toString());
                Axe.assertFindsNothing(page);
                assertThat(page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"))
                        .isEqualTo(true);
            });
        }
    }

    @Test
    void oneImageThatFailsDoesNotStopTheOthers() throws IOException {
        var ended = Azulejo.warm(words)
                .run("evaluate", "coffee.png", "broken.png", "--recipes", "resize", "-o", "some.html");
        assertThat(ended.exitCode()).isNotZero();
        assertThat(ended.err()).contains("broken.png: ");
        assertThat(Files.readString(words.resolve("some.md")))
                .contains("coffee.png", "## What failed", "| broken.png | resize | ");
        assertThat(Files.readString(words.resolve("some.json")))
                .contains("\"failures\" : [ {", "\"image\" : \"broken.png\"");
    }

    /// One recipe that cannot do it takes nothing from the other.
    @Test
    void aRecipeThatFailsDoesNotStopTheOthers() throws IOException {
        var ended = Azulejo.warm(words)
                .run("evaluate", "coffee.png", "--recipes", "resize,cunet-denoise1", "-o", "one-of-two.html");
        assertThat(ended.exitCode()).isNotZero();
        assertThat(ended.err()).contains("coffee.png: cunet-denoise1: cunet-denoise1 makes 60x60");
        assertThat(Files.readString(words.resolve("one-of-two.md")))
                .contains("| coffee.png | cunet-denoise1 | cunet-denoise1 makes 60x60");
        assertThat(Files.readString(words.resolve("one-of-two.json"))).contains("\"recipe\" : \"resize\"");
    }

    /// Seconds of work are left when it is stopped: a busy machine may start the command
    /// that sends the signal late.
    @Test
    void ctrlCLeavesNoPieces(@TempDir Path twenty) throws IOException, InterruptedException {
        SampleSet.write(twenty, 240, 5);
        var heeding = Azulejo.in(twenty).startedBy(Azulejo.HEEDING_CTRL_C.toArray(String[]::new));
        var running = heeding.start("evaluate", "set.json", "--recipes", "photo-x2", "-o", "stopped.html");
        while (running.process().isAlive() && !running.errorsSoFar().contains("2 of 20")) {
            Thread.sleep(20);
        }
        running.interrupt();
        assertThat(running.ended().exitCode()).isEqualTo(130);
        assertThat(heeding.temporary()).isEmptyDirectory();
        assertThat(twenty.resolve("stopped.html")).doesNotExist();
    }

    @Test
    void withoutATruthResultsAreDescribed() throws IOException {
        assertThat(Azulejo.warm(words)
                        .run("evaluate", "--as-is", "coffee.png", "--recipes", "photo-x2", "-o", "as-is.html")
                        .exitCode())
                .isZero();
        assertThat(Files.readString(words.resolve("as-is.json")))
                .contains("\"hasReference\" : false", "\"downscale_psnr\"", "\"piqe\"")
                .doesNotContain("\"psnr\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "coffee.png --recipes photo-x4 | photo-x4 enlarges 4 times, not 2; say so with --scale",
                "coffee.png --recipes nonsense | there is neither a recipe nor a model 'nonsense'; recipes are auto,",
                "coffee.png --recipes resize,resize | --recipes names resize twice",
                "coffee.png --recipes cunet-denoise1 | cunet-denoise1 makes 60x60 where 120x120 is wanted",
                "coffee.png --recipes resize --as-is --jpeg 50 | so --jpeg does not go with it",
                "coffee.png --recipes resize --jpeg 0 | --jpeg is 0, not 1 to 100",
                "coffee.png --recipes resize --scale 9 | --scale is 9, not 1 to 4",
                "coffee.png --recipes resize -o set.json | set.json.html",
                "gone.png --recipes resize | gone.png: there is no such file",
                "broken.json --recipes resize | broken.json is not a set of images",
                "coffee.png --recipes resize -o coffee.html | coffee.html exists and is no page of azulejo evaluate"
            })
    void whatCannotBeTriedIsSaid(String arguments, String said) throws IOException {
        Files.writeString(words.resolve("broken.json"), "{}");
        Files.writeString(words.resolve("coffee.html"), "somebody's page");
        var ended = Azulejo.warm(words).run((Object[]) ("evaluate " + arguments).split(" ", -1));
        assertThat(ended.out() + ended.err()).contains(said);
        assertThat(words.resolve("coffee.html")).hasContent("somebody's page");
    }
}
