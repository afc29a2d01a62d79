package dev.azulejo.quality.command;

import dev.azulejo.arena.Arena;
import dev.azulejo.arena.store.ArenaObjects;
import dev.azulejo.cli.files.Inputs;
import dev.azulejo.cli.files.Inputs.Input;
import dev.azulejo.cli.option.LibvipsOption;
import dev.azulejo.cli.option.LimitOptions;
import dev.azulejo.cli.option.MachineOptions;
import dev.azulejo.cli.view.Console;
import dev.azulejo.cli.view.Trace;
import dev.azulejo.core.deliver.ForeignFiles;
import dev.azulejo.core.port.Progress;
import dev.azulejo.local.exit.CommandFailure;
import dev.azulejo.local.exit.ExitCode;
import dev.azulejo.local.machine.HeapRoom;
import dev.azulejo.local.machine.LocalConfig;
import dev.azulejo.local.machine.LocalPlaces;
import dev.azulejo.local.machine.UserFiles;
import dev.azulejo.local.wiring.EmbeddedWiring;
import dev.azulejo.local.wiring.StandIns;
import dev.azulejo.quality.arena.ArenaMaker;
import dev.azulejo.quality.arena.Candidates;
import dev.azulejo.quality.arena.RecipeRuns;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `azulejo arena make`.
@Command(
        name = "make",
        description = {
            "Makes an arena: crops of images where candidates differ most, under names that tell nothing.",
            "Candidates are made by recipes on this machine (--recipes), or lie in folders already (--candidates)."
        },
        mixinStandardHelpOptions = true)
final class ArenaMakeCommand implements Callable<Integer> {
    /// The votes for each pair: with as many, eight judges who see alike reach a verdict in nine of ten
    /// arenas where the better one gets 59 %.
    private static final int VOTES_A_PAIR = 600;
    private static final int FEW_JUDGES = 6;
    private static final int MOST_SIDE = 2048;

    /// Stands for the id of the arena, by which a deployment finds it.
    private static final String ID = "{id}";

    /// A function answers with 6 MB at most ("Lambda quotas"), in which base64 takes four bytes for three.
    private static final int MOST_SIDE_IN_DEPLOYMENT = 1200;

    @Parameters(
            index = "0",
            paramLabel = "ARENA",
            description = ArenaCommand.PLACE + " {id} in it stands for the id of the arena, which is drawn.")
    private String place = "";

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "IMAGE",
            description = "With --recipes: what they enhance.")
    private List<String> images = new ArrayList<>();

    @Option(
            names = "--recipes",
            split = ",",
            paramLabel = "NAME",
            description = "Recipes to compare, or models: auto,detail-x4,cunet-denoise1+span-x2.")
    private List<String> recipes = new ArrayList<>();

    @Option(
            names = "--percent",
            paramLabel = "N",
            description = "With --recipes: size of all results, so that recipes of different scales can be compared.")
    private int percent;

    @Option(
            names = "--candidates",
            paramLabel = "NAME=FOLDER",
            description = "What a contender has made: images of the same names as those of the others. Once for each.")
    private Map<String, Path> folders = new LinkedHashMap<>();

    @Option(
            names = "--tag",
            paramLabel = "TAG=PATTERN",
            description = "What images show, by their names without extension, such as face=portrait-*; there is a"
                    + " ranking for each tag. May be given several times.")
    private Map<String, String> tags = new LinkedHashMap<>();

    @Option(
            names = "--title",
            paramLabel = "TEXT",
            description = "What judges see above; 'Which looks better?' by default.")
    private String title = "Which looks better?";

    @Option(names = "--crops", paramLabel = "N", description = "Most crops of an image; ${DEFAULT-VALUE} by default.")
    private int crops = 2;

    @Option(names = "--crop-side", paramLabel = "PIXELS", description = "Side of a crop; ${DEFAULT-VALUE} by default.")
    private int side = 480;

    @Option(
            names = "--budget",
            paramLabel = "VOTES",
            description = "Most votes that count; 600 for each pair of contenders by default.")
    private @Nullable Integer budget;

    @Option(
            names = "--work-dir",
            paramLabel = "FOLDER",
            description = "With --recipes: where candidates are kept, so that they need not be made again; your cache"
                    + " folder by default.")
    private @Nullable Path workFolder;

    @Mixin
    private LimitOptions limits = new LimitOptions();

    @Mixin
    private MachineOptions machine = new MachineOptions();

    @Mixin
    private LibvipsOption libvips = new LibvipsOption();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        HeapRoom.keep();
        CommandFailure.ifAny(problems());
        var config = libvips.config();
        var random = new SecureRandom();
        var id = ArenaObjects.drawnId(random);
        var named = place.replace(ID, id);
        var objects = new ArenaObjects(LocalPlaces.written(named));
        if (objects.arena().isPresent()) {
            throw ExitCode.NO_OUTPUT.failure("there is an arena in %s already; name another folder".formatted(named));
        }
        try (var console = Console.of(spec, config.terminal(), false, false)) {
            var candidates = folders.isEmpty() ? byRecipes(config, console) : Candidates.in(folders);
            var standIns = StandIns.of(config);
            candidates
                    .by()
                    .models()
                    .forEach((recipe, models) -> standIns.notes(recipe, models).forEach(console::note));
            int contenders = candidates.contenders().size();
            int votes = budget == null ? VOTES_A_PAIR * contenders * (contenders - 1) / 2 : budget;
            var maker = new ArenaMaker(
                    objects,
                    EmbeddedWiring.srgbDecoder(config),
                    new ArenaMaker.Shape(crops, side),
                    random,
                    console::note);
            say(maker.make(id, title, candidates, tagged(), votes).arena(), named);
            return ExitCode.OK.code();
        }
    }

    private List<String> problems() {
        var problems = new ArrayList<>(machine.problems());
        if (recipes.isEmpty() == folders.isEmpty()) {
            problems.add("give either --recipes with images, or --candidates");
        }
        int contenders = recipes.size() + folders.size();
        if (contenders < 2
                || contenders > Arena.MOST_CONTENDERS
                || Set.copyOf(recipes).size() < recipes.size()) {
            problems.add("an arena compares 2 to %d different contenders".formatted(Arena.MOST_CONTENDERS));
        }
        if (images.isEmpty() == folders.isEmpty()) {
            problems.add("name images with --recipes, and none with --candidates");
        }
        if (crops < 1 || side < 32 || side > MOST_SIDE || percent < 0 || (budget != null && budget < 1)) {
            problems.add("--crops and --budget must be at least 1, --crop-side from 32 to %d".formatted(MOST_SIDE));
        }
        if (place.contains(ID) && side > MOST_SIDE_IN_DEPLOYMENT) {
            problems.add("a deployment shows crops of at most %d pixels: give --crop-side"
                    .formatted(MOST_SIDE_IN_DEPLOYMENT));
        }
        return problems;
    }

    private Candidates byRecipes(LocalConfig config, Console console) {
        var work = UserFiles.writableFolder(
                workFolder != null ? workFolder : config.openedCache().resolve("arena"),
                "name another folder with --work-dir");
        var files = new Inputs(_ -> false).of(images).stream().map(Input::file).toList();
        try (var wiring = new EmbeddedWiring(
                config,
                config.openedCache().resolve("work"),
                machine.machine(),
                limits.limits(config),
                ForeignFiles.KEEP,
                console.progress(Trace.to(null), Progress.NONE))) {
            return new RecipeRuns(config, wiring, console, percent).run(recipes, files, work);
        }
    }

    private Function<String, Set<String>> tagged() {
        var matchers = tags.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, tag -> {
            try {
                return FileSystems.getDefault().getPathMatcher("glob:" + tag.getValue());
            } catch (PatternSyntaxException e) {
                throw ExitCode.USAGE.failure("--tag %s: %s is no pattern".formatted(tag.getKey(), tag.getValue()));
            }
        }));
        return image -> matchers.entrySet().stream()
                .filter(tag -> tag.getValue().matches(Path.of(image)))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private void say(Arena arena, String named) {
        int pairs = arena.contenders().size() * (arena.contenders().size() - 1) / 2;
        int questions = arena.scenes().size() * pairs;
        int judges = Math.ceilDiv(arena.budget(), questions);
        var out = spec.commandLine().getOut();
        out.printf("%d scenes, %d pairs, a budget of %d votes%n", arena.scenes().size(), pairs, arena.budget());
        out.println(
                judges <= FEW_JUDGES
                        ? "invite six to eight judges: what fewer than five say of other people is little"
                        : "invite at least %d judges: one has %d questions at most".formatted(judges, questions));
        if (place.contains(ID)) {
            out.println(Console.printable("invite them: azulejo arena invite %s NAME --address URL".formatted(named)));
            out.println("the deployment whose bucket of jobs that is lets them in; URL is that of its API");
            return;
        }
        out.println(Console.printable("invite them: azulejo arena invite %s NAME".formatted(named)));
        out.println(Console.printable("and let them in: azulejo serve --arena %s".formatted(named)));
    }
}
