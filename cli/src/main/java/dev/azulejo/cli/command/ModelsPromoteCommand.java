package dev.azulejo.cli.command;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.azulejo.cli.arena.ArenaPlace;
import dev.azulejo.cli.exit.ExitCode;
import dev.azulejo.cli.machine.LocalConfig;
import dev.azulejo.cli.machine.UserFiles;
import dev.azulejo.cli.view.Console;
import dev.azulejo.inference.Serving.Substitute;
import dev.azulejo.inference.ServingFile;
import dev.azulejo.quality.arena.Arena;
import dev.azulejo.quality.arena.asking.Standing;
import dev.azulejo.quality.arena.ranking.Ranking;
import dev.azulejo.quality.gate.Bounds;
import dev.azulejo.quality.gate.Contest;
import dev.azulejo.quality.gate.Decision;
import dev.azulejo.quality.gate.Decision.Model;
import dev.azulejo.quality.gate.Evidence;
import dev.azulejo.quality.gate.Gate;
import dev.azulejo.quality.report.Comparison;
import dev.azulejo.quality.report.ComparisonJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `azulejo models promote`: the gate that a model passes before it serves customers.
@Command(
        name = "promote",
        description = {
            "Lets a model serve in another's place, if nothing speaks against it.",
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
            names = "--arena",
            paramLabel = "ARENA",
            description = "Where judges voted on both: a folder or a bucket, as azulejo arena makes it.")
    private @Nullable String arena;

    @Option(
            names = "--without-people",
            description = "Decide although nobody was asked, and keep that in the decision.")
    private boolean withoutPeople;

    @Option(
            names = "--share",
            paramLabel = "NUMBER",
            description = "The share of sources that it serves, above 0 and at most 1; 0.05 by default.")
    private double share = 0.05;

    @Option(names = "--reviewer", required = true, paramLabel = "NAME", description = "Who decides.")
    private String reviewer = "";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        if (!(share > 0 && share <= 1)) {
            throw ExitCode.USAGE.failure("--share is %s, not above 0 and at most 1".formatted(share));
        }
        var config = LocalConfig.fromEnvironment();
        var cards = config.cards();
        if (cards.card(candidate).scale() != cards.card(incumbent).scale()) {
            throw ExitCode.USAGE.failure("%s enlarges %d times and %s %d times: one cannot stand in for the other"
                    .formatted(
                            candidate,
                            cards.card(candidate).scale(),
                            incumbent,
                            cards.card(incumbent).scale()));
        }
        var evidence = evidence(comparison(), numericsWrong(config, candidate));
        var its = new Model(candidate, cards.card(candidate).sha256());
        var old = new Model(incumbent, cards.card(incumbent).sha256());
        var findings = new Gate(Bounds.STANDARD).against(evidence, old, its, !withoutPeople);
        var decision = new Decision(Instant.now(), its, old, share, Bounds.STANDARD, evidence, findings, reviewer);
        return act(decision, config.models()).code();
    }

    private Comparison comparison() throws IOException {
        try {
            return ComparisonJson.read(Files.readString(UserFiles.readable(evaluation)));
        } catch (IllegalArgumentException e) {
            throw ExitCode.USAGE.failure("%s: %s".formatted(evaluation, e.getMessage()));
        }
    }

    /// What its card says wrongly: seams, range, sizes.
    private static List<String> numericsWrong(LocalConfig config, String model) throws IOException {
        var file = config.models().resolve(model).resolve("card.json");
        var wrong = new ArrayList<String>();
        var json = (ObjectNode) new JsonMapper().readTree(Files.readString(file));
        new CardCheck(json, config.pulledModels(), line -> {
                    if (line.startsWith(CardCheck.WRONG)) {
                        wrong.add(line.substring(CardCheck.WRONG.length()).strip());
                    }
                })
                .runNumerics(file);
        return wrong;
    }

    /// Keeps the decision, and does what it says.
    private ExitCode act(Decision decision, Path models) throws IOException {
        var folder = Files.createDirectories(models.resolve(candidate).resolve(DECISIONS));
        var kept =
                Files.writeString(folder.resolve(decision.fileName()), decision.json(), StandardOpenOption.CREATE_NEW);
        decision.findings().forEach(finding -> print("against  " + finding.words()));
        if (!decision.promotes()) {
            print("%s is refused; the decision is kept in %s".formatted(candidate, kept));
            return ExitCode.BAD_IMAGE;
        }
        var serving = new ServingFile(models.resolve(ServingFile.NAME));
        var substitute =
                new Substitute(candidate, share, models.relativize(kept).toString());
        serving.write(serving.read().with(incumbent, substitute));
        print("%s serves in the place of %s for %s %% of the sources; the decision is kept in %s"
                .formatted(candidate, incumbent, ModelsServingCommand.percent(share), kept));
        return ExitCode.OK;
    }

    private Evidence evidence(Comparison comparison, List<String> numericsWrong) {
        if (arena == null) {
            return new Evidence(comparison, numericsWrong, Optional.empty(), Optional.empty());
        }
        var objects = ArenaPlace.open(arena);
        var published = ArenaPlace.published(objects, arena).arena();
        int its = number(published, candidate);
        int old = number(published, incumbent);
        var standing = new Standing(published, objects.votes());
        return new Evidence(
                comparison,
                numericsWrong,
                Optional.of(contest(standing.between(its, old))),
                standing.unflaggedBetween(its, old).map(ModelsPromoteCommand::contest));
    }

    /// What people said of just these two.
    private static Contest contest(Ranking ranking) {
        var margin = ranking.margins().getFirst();
        boolean won = margin.better() == 0;
        return new Contest(
                ranking.votes(),
                ranking.evenJudges(),
                won ? margin.share() : 1 - margin.share(),
                won ? margin.interval().low() : 1 - margin.interval().high(),
                won ? margin.interval().high() : 1 - margin.interval().low());
    }

    private static int number(Arena arena, String contender) {
        int number = arena.contenders().indexOf(contender);
        if (number < 0) {
            throw ExitCode.USAGE.failure("%s is not in that arena; there are %s"
                    .formatted(contender, String.join(", ", arena.contenders())));
        }
        return number;
    }

    private void print(String line) {
        spec.commandLine().getOut().println(Console.printable(line));
    }
}
