package dev.azulejo.quality.command;

import dev.azulejo.cli.command.lab.Laboratory;
import dev.azulejo.cli.option.LibvipsOption;
import dev.azulejo.cli.option.LimitOptions;
import dev.azulejo.cli.option.MachineOptions;
import dev.azulejo.cli.view.Console;
import dev.azulejo.core.deliver.ForeignFiles;
import dev.azulejo.core.port.Progress;
import dev.azulejo.inference.card.CardFolder;
import dev.azulejo.inference.card.Serving.Substitute;
import dev.azulejo.inference.card.ServingFile;
import dev.azulejo.local.exit.CommandFailure;
import dev.azulejo.local.exit.ExitCode;
import dev.azulejo.local.machine.HeapRoom;
import dev.azulejo.local.machine.LocalConfig;
import dev.azulejo.local.machine.ScratchFolder;
import dev.azulejo.local.wiring.EmbeddedWiring;
import dev.azulejo.quality.evaluate.LocalPerception;
import dev.azulejo.quality.evaluate.TriedImages;
import dev.azulejo.quality.gate.Evidence;
import dev.azulejo.quality.gate.Finding;
import dev.azulejo.quality.gate.Gate;
import dev.azulejo.quality.gate.GateDecision;
import dev.azulejo.quality.gate.GateDecision.Model;
import dev.azulejo.quality.gate.Quorum;
import dev.azulejo.quality.gate.Way;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `azulejo models promote`: the gate that a model passes before it serves customers.
@Command(
        name = "promote",
        description = {
            Laboratory.PROMOTE,
            "What was decided, and all that it rests on, is kept beside the model's card."
        },
        mixinStandardHelpOptions = true)
final class ModelsPromoteCommand implements Callable<Integer> {
    private static final String DECISIONS = "decisions";

    @Parameters(paramLabel = "MODEL", description = "The id of the model that wants to serve.")
    private String candidate = "";

    @Option(
            names = "--instead-of",
            required = true,
            paramLabel = "MODEL",
            description = "The id of the model whose place it wants, as recipes name it.")
    private String incumbent = "";

    @Option(
            names = "--evaluation",
            required = true,
            paramLabel = "FILE",
            description = "What azulejo evaluate --recipes INCUMBENT,CANDIDATE wrote, as .json.")
    private Path evaluation = Path.of("");

    @Option(
            names = "--images",
            required = true,
            arity = "1..*",
            paramLabel = "IMAGE|SET",
            description =
                    "The images of the evaluation, as it was given them, and those of the arena: a handful is drawn"
                            + " and measured again.")
    private List<String> images = new ArrayList<>();

    @Option(
            names = "--arena-images",
            arity = "1..*",
            paramLabel = "IMAGE|SET",
            description = "The images that the arena was made of, where they are others.")
    private List<String> arenaImages = new ArrayList<>();

    @Option(
            names = "--by-people",
            description = "Let people decide, for models whose cards say that they invent: they must prefer it, it must"
                    + " look no further from the truth, and be true to its source; PSNR does not decide.")
    private boolean byPeople;

    @Option(
            names = "--arena",
            paramLabel = "ARENA",
            description = "Where judges voted on both: a folder or a bucket, as azulejo arena makes it.")
    private @Nullable String arena;

    @Option(names = "--without-people", description = "Decide without votes of people, and keep that in the decision.")
    private boolean withoutPeople;

    @Option(
            names = "--share",
            paramLabel = "NUMBER",
            description = "The share of sources that it serves, above 0 and at most 1; 0.05 by default.")
    private double share = 0.05;

    @Option(names = "--reviewer", required = true, paramLabel = "NAME", description = "Who decides.")
    private String reviewer = "";

    @Mixin
    private MachineOptions machine = new MachineOptions();

    @Mixin
    private LimitOptions limits = new LimitOptions();

    @Mixin
    private LibvipsOption libvips = new LibvipsOption();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        HeapRoom.keep();
        CommandFailure.ifAny(problems());
        var config = libvips.config();
        var cards = config.cards();
        var tried = model(cards, candidate);
        var old = model(cards, incumbent);
        requireOneScale(cards);
        var way = byPeople ? Way.BY_PEOPLE : Way.BY_MEASURES;
        var evidence = evidence(config, way);
        var findings = new Gate(way, Quorum.STANDARD).against(evidence, old, tried, !withoutPeople);
        return act(
                        new GateDecision(
                                Instant.now(), tried, old, share, way, Quorum.STANDARD, evidence, findings, reviewer),
                        config.models())
                .code();
    }

    private List<String> problems() {
        var problems = new ArrayList<>(machine.problems());
        if (!(share > 0 && share <= 1)) {
            problems.add("--share is %s, not above 0 and at most 1".formatted(share));
        }
        if (candidate.equals(incumbent)) {
            problems.add("%s cannot take its own place".formatted(candidate));
        }
        if (byPeople && (withoutPeople || arena == null)) {
            problems.add("--by-people needs an --arena where people have voted, and does not go with --without-people");
        }
        return problems;
    }

    private static Model model(CardFolder cards, String id) {
        return new Model(id, cards.card(id).sha256(), cards.invents(id));
    }

    private void requireOneScale(CardFolder cards) {
        int scale = cards.card(candidate).scale();
        int old = cards.card(incumbent).scale();
        if (scale != old) {
            throw ExitCode.USAGE.failure("%s enlarges %d times and %s %d times: one cannot stand in for the other"
                    .formatted(candidate, scale, incumbent, old));
        }
    }

    private Evidence evidence(LocalConfig config, Way way) throws IOException {
        var given = TriedImages.of(images);
        var judged = arenaImages.isEmpty() ? given : TriedImages.of(arenaImages);
        try (var folder = ScratchFolder.made("promote");
                var wiring = new EmbeddedWiring(
                        config,
                        folder.path().resolve("work"),
                        machine.machine(),
                        limits.limits(config),
                        ForeignFiles.KEEP,
                        Progress.NONE);
                var network = LocalPerception.open(config, machine.machine().threads())) {
            return new GateEvidence(config, incumbent, candidate, given, judged)
                    .gather(evaluation, arena, way.bounds(), wiring, network.perception(), folder.path());
        }
    }

    /// Keeps the decision, and does what it says.
    private ExitCode act(GateDecision decision, Path models) throws IOException {
        var folder = Files.createDirectories(models.resolve(candidate).resolve(DECISIONS));
        var kept =
                Files.writeString(folder.resolve(decision.fileName()), decision.json(), StandardOpenOption.CREATE_NEW);
        Finding.lines(decision.findings()).forEach(line -> print("against  " + line));
        if (!decision.promotes()) {
            print("%s is refused; the decision is kept in %s".formatted(candidate, kept));
            return ExitCode.BAD_IMAGE;
        }
        var serving = new ServingFile(models.resolve(ServingFile.NAME));
        var substitute =
                new Substitute(candidate, share, models.relativize(kept).toString());
        serving.change(before -> before.with(incumbent, substitute));
        print("%s serves in the place of %s for %s %% of the sources; the decision is kept in %s"
                .formatted(candidate, incumbent, substitute.percent(), kept));
        return ExitCode.OK;
    }

    private void print(String line) {
        spec.commandLine().getOut().println(Console.printable(line));
    }
}
