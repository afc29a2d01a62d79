package dev.azulejo.quality.command;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.azulejo.cli.command.lab.Laboratory;
import dev.azulejo.cli.files.Inputs;
import dev.azulejo.cli.option.LibvipsOption;
import dev.azulejo.cli.view.Console;
import dev.azulejo.cli.view.FilesProgress;
import dev.azulejo.core.job.key.CanonicalText.Hash;
import dev.azulejo.inference.card.ServingFile;
import dev.azulejo.local.exit.CommandFailure;
import dev.azulejo.local.exit.ExitCode;
import dev.azulejo.local.machine.HeapRoom;
import dev.azulejo.local.machine.LocalConfig;
import dev.azulejo.local.machine.UserFiles;
import dev.azulejo.quality.edge.Described;
import dev.azulejo.quality.edge.Drift;
import dev.azulejo.quality.edge.EdgeCases;
import dev.azulejo.quality.edge.EdgeCases.EdgeCase;
import dev.azulejo.quality.evaluate.MadeResults;
import dev.azulejo.quality.evaluate.MadeResults.MadeResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `azulejo edge-cases`: results that stand out, models that drift, and crops to learn from.
@Command(
        name = "edge-cases",
        description = {
            Laboratory.EDGE_CASES,
            "It also says where a model on trial does worse than the one whose place it takes."
        },
        mixinStandardHelpOptions = true)
public final class EdgeCasesCommand implements Callable<Integer> {
    private static final JsonMapper JSON = new JsonMapper();

    @Parameters(
            arity = "1..*",
            paramLabel = "RESULT",
            description = "Results that azulejo made on this machine, or folders of them; other files are left out.")
    private List<String> inputs = new ArrayList<>();

    @Option(
            names = "--export",
            paramLabel = "FOLDER",
            description = "Write a crop of the source of each edge case, as a set of images.")
    private @Nullable Path export;

    @Option(
            names = "--consent",
            paramLabel = "TEXT",
            description =
                    "Who allowed that these images are used to make models better, and where that is written down."
                            + " Without it nothing is exported.")
    private @Nullable String consent;

    @Option(names = "--roll-back", description = "End the trial of models that drift.")
    private boolean rollBack;

    @Mixin
    private LibvipsOption libvips = new LibvipsOption();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        HeapRoom.keep();
        if (export != null && (consent == null || consent.isBlank())) {
            throw ExitCode.USAGE.failure("--export needs --consent: who allowed it, and where that is written down");
        }
        var config = libvips.config();
        var results = results(config);
        var edges = EdgeCases.of(results.stream().map(MadeResult::described).toList());
        print("%d results, %d of them stand out".formatted(results.size(), edges.size()));
        if (results.size() < EdgeCases.LEAST_RESULTS) {
            print("among fewer than %d nothing stands out".formatted(EdgeCases.LEAST_RESULTS));
        }
        edges.forEach(edge -> print("%s: %s is %s, %.1f deviations worse than usual"
                .formatted(
                        edge.result().name(),
                        edge.metric().id(),
                        value(edge.result().scores().get(edge.metric())),
                        edge.distance())));
        if (export != null) {
            write(export, results, edges);
        }
        boolean drifts =
                tellDrift(config, results.stream().map(MadeResult::described).toList());
        return (drifts ? ExitCode.BAD_IMAGE : ExitCode.OK).code();
    }

    private List<MadeResult> results(LocalConfig config) {
        var made = new MadeResults(config);
        var results = new ArrayList<MadeResult>();
        var files = new Inputs(_ -> false).of(inputs);
        var err = spec.commandLine().getErr();
        try (var progress = new FilesProgress(err, config.terminal(), "measuring", files.size())) {
            for (var input : files) {
                progress.begins(input.file());
                try {
                    made.of(input.file()).ifPresent(results::add);
                } catch (CommandFailure failure) { // the boundary of a file
                    var line = Console.printable("azulejo: %s: %s".formatted(input.file(), failure.line()));
                    progress.above(() -> err.println(line));
                }
                progress.ended();
            }
        }
        return results;
    }

    private static String value(@Nullable Double value) {
        return String.format(Locale.ROOT, "%.2f", Objects.requireNonNull(value));
    }

    private void write(Path folder, List<MadeResult> results, List<EdgeCase> edges) throws IOException {
        var place = UserFiles.writableFolder(folder, "name another one with --export");
        var set = place.resolve("set.json");
        if (Files.exists(set)) {
            throw ExitCode.NO_OUTPUT.failure(set + " exists; name another folder with --export");
        }
        var made = new MadeResults(libvips.config());
        var json = JSON.createObjectNode()
                .put("schema", 1)
                .put("name", "Edge cases")
                .put("description", "Crops of sources whose results stand out; used with consent: " + consent);
        var images = json.putArray("images");
        for (var edge : edges) {
            var shown = results.stream()
                    .filter(result -> result.described().equals(edge.result())
                            && result.source().isPresent())
                    .findFirst();
            if (shown.isPresent()) {
                var crop = made.crop(shown.get());
                var hash = Hash.of(crop).hex();
                Files.write(place.resolve(hash + ".png"), crop);
                images.addObject()
                        .put("file", hash + ".png")
                        .put("sha256", hash)
                        .put("licence", "LicenseRef-consent")
                        .put("origin", "%s; %s".formatted(edge.metric().id(), consent))
                        .putArray("tags");
            }
        }
        if (!images.isEmpty()) {
            Files.writeString(set, json.toPrettyString() + "\n");
            print("%d crops in %s".formatted(images.size(), folder));
        }
    }

    private boolean tellDrift(LocalConfig config, List<Described> results) {
        var file = new ServingFile(config.models().resolve(ServingFile.NAME));
        var serving = file.read();
        boolean drifts = false;
        for (var id : serving.ids()) {
            var onTrial = Objects.requireNonNull(serving.substitutes().get(id)).model();
            var signs = Drift.signs(results, id, onTrial);
            signs.forEach(sign -> print("%s drifts: %s is %s, of %s it is %s"
                    .formatted(onTrial, sign.metric().id(), value(sign.onTrial()), id, value(sign.usual()))));
            if (!signs.isEmpty() && rollBack) {
                file.change(before -> before.without(id));
                print("%s does its work itself again".formatted(id));
            }
            drifts |= !signs.isEmpty();
        }
        return drifts;
    }

    private void print(String line) {
        spec.commandLine().getOut().println(Console.printable(line));
    }
}
