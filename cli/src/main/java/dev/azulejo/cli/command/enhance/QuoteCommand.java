package dev.azulejo.cli.command.enhance;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.azulejo.cli.cost.MonthlyQuote;
import dev.azulejo.cli.cost.OwnGpu;
import dev.azulejo.cli.cost.PriceList;
import dev.azulejo.cli.cost.Workload;
import dev.azulejo.core.model.ModelCard;
import dev.azulejo.local.exit.ExitCode;
import dev.azulejo.local.machine.LocalConfig;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `azulejo quote`: what a deployment costs.
@Command(
        name = "quote",
        description =
                "Says what a month of a deployment costs: functions, state machines, requests, storage, and GPUs on"
                        + " Spot, on demand or of your own. docs/cost.md says how it counts. 'plan' says what one image takes.",
        mixinStandardHelpOptions = true)
public final class QuoteCommand implements Callable<Integer> {
    private static final double MOST = 1e9;

    @Option(names = "--monthly", description = "Of a month, and of each image in it.")
    private boolean monthly;

    @Option(
            names = "--images-per-day",
            split = ",",
            paramLabel = "N",
            description =
                    "How many, through all days; 1000 by default. Several with commas between them are quoted side by"
                            + " side.")
    private List<Double> imagesPerDay = List.of(1000.0);

    @Option(names = "--megapixels", paramLabel = "N", description = "Of a source; 12 by default.")
    private double megapixels = 12;

    @Option(
            names = "--model",
            paramLabel = "ID",
            description = "The model whose speed on a GPU counts; span-x2 by default, which photo-x2 runs.")
    private String model = "span-x2";

    @Option(
            names = "--gpu-seconds",
            paramLabel = "N",
            description =
                    "How long one image keeps a GPU busy, where you have measured it; by the model's card otherwise.")
    private @Nullable Double gpuSeconds;

    @Option(
            names = "--gpu-busy",
            paramLabel = "PERCENT",
            description = "Part of its paid time in which a GPU computes; 80 by default.")
    private double gpuBusy = 80;

    @Option(
            names = "--kept-days",
            paramLabel = "N",
            description = "How long sources and results stay in the buckets; 30 by default.")
    private double keptDays = 30;

    @Option(
            names = "--pixels-kept-days",
            paramLabel = "N",
            description = "How long the work bucket keeps pixels; 2 by default, as deployed.")
    private double pixelsKeptDays = 2;

    @Option(
            names = "--transferred",
            paramLabel = "PERCENT",
            description = "Part of the results that is fetched from outside AWS; 0 by default.")
    private double transferred;

    @Option(
            names = "--own-price",
            paramLabel = "USD",
            description = "A machine of your own with a GPU; 3500 by default.")
    private double ownPrice = 3500;

    @Option(names = "--own-years", paramLabel = "N", description = "After how long it is worth nothing; 3 by default.")
    private double ownYears = 3;

    @Option(names = "--own-watts", paramLabel = "N", description = "What it draws while it computes; 450 by default.")
    private double ownWatts = 450;

    @Option(names = "--own-idle-watts", paramLabel = "N", description = "What it draws while it waits; 80 by default.")
    private double ownIdleWatts = 80;

    @Option(
            names = "--own-speed",
            paramLabel = "N",
            description = "How many GPUs of the cloud it is worth; 1 by default.")
    private double ownSpeed = 1;

    @Option(names = "--kwh", paramLabel = "USD", description = "A kilowatt-hour; 0.25 by default.")
    private double kilowattHour = 0.25;

    @Option(
            names = "--prices",
            paramLabel = "FILE",
            description = "Prices like those in docs/cost.md, of your region or of today.")
    private @Nullable Path prices;

    @Option(names = "--json", description = "Print one object of JSON for each number of images.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        if (!monthly) {
            throw ExitCode.USAGE.failure(
                    "say --monthly for what a month costs; azulejo plan says what one image takes on this machine");
        }
        check();
        var list = prices == null ? PriceList.ours() : PriceList.of(prices);
        var card = card();
        var own = new OwnGpu(ownPrice, ownYears, ownWatts, ownIdleWatts, kilowattHour, ownSpeed);
        var out = spec.commandLine().getOut();
        var quotes = imagesPerDay.stream()
                .map(images -> MonthlyQuote.of(workload(images, card), list, own))
                .toList();
        if (json) {
            quotes.forEach(quote -> out.println(line(quote)));
        } else {
            out.println("Prices of %s in %s, US dollars, without free tiers and taxes."
                    .formatted(list.date(), list.region()));
            quotes.forEach(quote -> print(quote, out));
        }
        return ExitCode.OK.code();
    }

    private ModelCard card() {
        return LocalConfig.fromEnvironment().cards().cards().stream()
                .filter(card -> card.id().equals(model))
                .findFirst()
                .orElseThrow(() ->
                        ExitCode.USAGE.failure("there is no model '%s'; azulejo models lists them".formatted(model)));
    }

    private Workload workload(double images, ModelCard card) {
        double result = megapixels * card.scale() * card.scale();
        double busy = gpuSeconds != null ? gpuSeconds : result / speed(card);
        return new Workload(
                images, megapixels, card.scale(), busy, gpuBusy / 100, keptDays, pixelsKeptDays, transferred / 100);
    }

    private static double speed(ModelCard card) {
        return Optional.ofNullable(card.outputMegapixelsPerSecond().get("gpu"))
                .orElseThrow(() ->
                        ExitCode.USAGE.failure("the card of %s does not say how fast it is on a GPU; give --gpu-seconds"
                                .formatted(card.id())));
    }

    private void check() {
        imagesPerDay.forEach(images -> in("--images-per-day", images, 1, MOST));
        in("--megapixels", megapixels, 0.01, 100_000);
        in("--gpu-seconds", gpuSeconds == null ? 1 : gpuSeconds, 0, MOST);
        in("--gpu-busy", gpuBusy, 1, 100);
        in("--kept-days", keptDays, 0, 36_500);
        in("--pixels-kept-days", pixelsKeptDays, 0, 36_500);
        in("--transferred", transferred, 0, 100);
        in("--own-price", ownPrice, 0, MOST);
        in("--own-years", ownYears, 0.1, 100);
        in("--own-watts", ownWatts, 0, MOST);
        in("--own-idle-watts", ownIdleWatts, 0, MOST);
        in("--own-speed", ownSpeed, 0.001, 1000);
        in("--kwh", kilowattHour, 0, 1000);
    }

    private static void in(String option, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            throw ExitCode.USAGE.failure(
                    "%s is %s; it must be %s to %s".formatted(option, text(value), text(least), text(most)));
        }
    }

    private static String text(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    private static void print(MonthlyQuote quote, PrintWriter out) {
        var workload = quote.workload();
        out.println();
        out.printf(
                Locale.ROOT,
                "%,.0f images a day, %,.0f a month: %s megapixels, %sx, %.2f s of a GPU each%n",
                workload.imagesPerDay(),
                quote.images(),
                text(workload.megapixels()),
                text(workload.scale()),
                workload.gpuSeconds());
        quote.lines().stream()
                .filter(line -> line.quantity() > 0)
                .forEach(line -> out.printf(
                        Locale.ROOT,
                        "  %,14.2f  %,18.0f %s%n",
                        line.dollars(),
                        line.quantity(),
                        line.item().words()));
        out.printf(
                Locale.ROOT,
                "  %,14.2f  all that but GPUs, $%.6f an image%n",
                quote.orchestration(),
                quote.orchestration() / quote.images());
        out.printf(Locale.ROOT, "  %,14.2f  GPUs on Spot, %,.1f hours%n", quote.spot(), workload.gpuHours());
        out.printf(Locale.ROOT, "  %,14.2f  or on demand%n", quote.onDemand());
        out.printf(Locale.ROOT, "  %,14.2f  or %d of your own, with their power%n", quote.own(), quote.ownMachines());
        out.println(quote.totals().entrySet().stream()
                .map(total -> String.format(
                        Locale.ROOT,
                        "%s $%,.2f ($%.6f an image)",
                        total.getKey(),
                        total.getValue(),
                        total.getValue() / quote.images()))
                .collect(Collectors.joining(" · ", "  in all: ", "")));
    }

    private static String line(MonthlyQuote quote) {
        var made = new JsonMapper()
                .createObjectNode()
                .put("imagesPerDay", quote.workload().imagesPerDay())
                .put("gpuSeconds", quote.workload().gpuSeconds())
                .put("gpuHours", quote.workload().gpuHours())
                .put("ownMachines", quote.ownMachines())
                .put("orchestration", quote.orchestration());
        var lines = made.putObject("lines");
        quote.lines().forEach(each -> lines.put(each.item().name(), each.dollars()));
        made.putObject("gpus")
                .put("spot", quote.spot())
                .put("on demand", quote.onDemand())
                .put("own", quote.own());
        var totals = made.putObject("totals");
        quote.totals().forEach(totals::put);
        return made.toString();
    }
}
