package dev.azulejo.lab.command;

import dev.azulejo.cli.option.LibvipsOption;
import dev.azulejo.cli.view.Console;
import dev.azulejo.lab.quote.Machine;
import dev.azulejo.lab.quote.TrainingQuote;
import dev.azulejo.local.exit.ExitCode;
import dev.azulejo.local.machine.HeapRoom;
import dev.azulejo.local.wiring.EmbeddedWiring;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `azulejo lab quote`: what a training takes, here and on GPUs.
@Command(
        name = "quote",
        description = {
            "Says how long a training takes on this machine, by training for a while, and what it takes and costs on"
                    + " machines with GPUs, rented or your own.",
            "What it says of GPUs is predicted from their data sheets."
        },
        mixinStandardHelpOptions = true)
public final class QuoteCommand implements Callable<Integer> {
    private static final double MOST_SECONDS = 3600;

    @Mixin
    private LearningOptions learning = new LearningOptions();

    @Option(
            names = "--seconds",
            paramLabel = "N",
            description = "How long to measure each stage of a chain, and how it learns together; 30 by default.")
    private double seconds = 30;

    @Option(
            names = "--machines",
            paramLabel = "FILE",
            description = "Machines and prices in the form of docs/lab.md, of your region or of today.")
    private @Nullable Path machines;

    @Option(names = "--kwh", paramLabel = "USD", description = "A kilowatt-hour; 0.25 by default.")
    private double kilowattHour = 0.25;

    @Mixin
    private LibvipsOption libvips = new LibvipsOption();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        HeapRoom.keep();
        if (!(seconds > 0 && seconds <= MOST_SECONDS)) {
            throw ExitCode.USAGE.failure("--seconds is %s, not more than 0 and at most 3600".formatted(seconds));
        }
        if (!(kilowattHour >= 0 && kilowattHour < Double.POSITIVE_INFINITY)) {
            throw ExitCode.USAGE.failure("--kwh is %s, not 0 or more".formatted(kilowattHour));
        }
        var table = machines == null ? Machine.ours() : Machine.of(machines);
        var chain = learning.chain();
        var stages = chain.stages();
        var measured = new Pace(learning, EmbeddedWiring.pictures(libvips.config()), seconds).measured(chain);
        for (int i = 0; i < measured.size(); i++) {
            var stage = measured.get(i);
            print("%s: %d steps of %.4f s on this machine (%.4f s of it to draw a batch; %.1f gigaflop), %s"
                    .formatted(
                            i < stages.size() ? stages.get(i).recipe().id() : "together",
                            stage.steps(),
                            stage.work().here(),
                            stage.work().drawing(),
                            stage.work().operations() / 1e9,
                            time(stage.hoursHere())));
        }
        print("in all, on this machine: "
                + time(measured.stream()
                        .mapToDouble(TrainingQuote.Stage::hoursHere)
                        .sum()));
        var quotes = table.stream()
                .map(machine -> TrainingQuote.of(machine, measured, kilowattHour))
                .toList();
        quotes.forEach(this::print);
        breakEven(quotes);
        print("GPUs are predicted from their data sheets, of which small networks reach a quarter.");
        return ExitCode.OK.code();
    }

    private void print(TrainingQuote quote) {
        var machine = quote.machine();
        var prices = Stream.of(
                        price(machine.hour(), "$%.2f on demand", quote.onDemand()),
                        price(machine.spotHour(), "$%.2f on Spot", quote.onSpot()),
                        price(machine.price(), "$%.2f of power", quote.power()))
                .filter(text -> !text.isEmpty())
                .toList();
        print("  %-20s %10s, %s".formatted(machine.name(), time(quote.hours()), String.join(", ", prices)));
    }

    private static String price(double asked, String form, double price) {
        return asked > 0 ? String.format(Locale.ROOT, form, price) : "";
    }

    /// Says for each machine to buy after how many trainings it is cheaper than the cheapest to rent.
    private void breakEven(List<TrainingQuote> quotes) {
        var cheapest = quotes.stream()
                .filter(quote -> quote.machine().spotHour() > 0)
                .min(Comparator.comparingDouble(TrainingQuote::onSpot));
        cheapest.ifPresent(rented -> quotes.stream()
                .filter(quote -> quote.machine().price() > 0)
                .forEach(own -> print(TrainingQuote.trainingsUntilCheaper(own, rented.onSpot())
                        .map(count -> "%s for $%.0f is cheaper than %s on Spot after %,.0f such trainings"
                                .formatted(
                                        own.machine().name(),
                                        own.machine().price(),
                                        rented.machine().name(),
                                        Math.ceil(count)))
                        .orElseGet(() -> "%s never becomes cheaper than %s on Spot: its power costs as much"
                                .formatted(
                                        own.machine().name(), rented.machine().name())))));
    }

    private static String time(double hours) {
        double minutes = hours * 60;
        return minutes < 90
                ? String.format(Locale.ROOT, "%.1f min", minutes)
                : String.format(Locale.ROOT, "%.1f h", hours);
    }

    private void print(String line) {
        spec.commandLine().getOut().println(Console.printable(line));
    }
}
