package dev.azulejo.cli.command.models;

import dev.azulejo.cli.view.Console;
import dev.azulejo.inference.engine.Device;
import dev.azulejo.local.exit.ExitCode;
import dev.azulejo.local.machine.LocalConfig;
import dev.azulejo.local.machine.UserFiles;
import dev.azulejo.local.wiring.EmbeddedWiring;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `azulejo models pull`: brings weights that are too large for the repository into the user's cache: downloads
/// them from where their authors' work is published, converts them, and takes them only if they are what the
/// card pins.
@Command(
        name = "pull",
        description = "Downloads the weights of models that are too large for the repository; one that broke off is"
                + " resumed. Needs Python 3.11 or newer; for some, npm as well.",
        mixinStandardHelpOptions = true)
final class ModelsPullCommand implements Callable<Integer> {
    @Parameters(arity = "0..*", paramLabel = "MODEL", description = "Ids of models; all that can be pulled by default.")
    private List<String> ids = new ArrayList<>();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        var config = LocalConfig.fromEnvironment();
        var metrics = EmbeddedWiring.metrics(config);
        try (var models = EmbeddedWiring.models(config, Device.CPU)) {
            var pulled = Stream.of(models.pulledIds(), metrics.pulledIds())
                    .flatMap(List::stream)
                    .toList();
            for (var id : ids.isEmpty() ? pulled : ids) {
                if (metrics.has(id)) {
                    bring(config, pulled, id, metrics::weights);
                } else {
                    models.card(id); // says what there is, where there is no such model
                    bring(config, pulled, id, models::weights);
                }
            }
        }
        return ExitCode.OK.code();
    }

    private void bring(LocalConfig config, List<String> pulled, String id, Function<String, Optional<Path>> weights)
            throws IOException {
        if (!pulled.contains(id)) {
            say("%s is part of azulejo: there is nothing to pull".formatted(id));
            return;
        }
        var there = weights.apply(id);
        if (there.isPresent()) {
            say("%s is there: %s".formatted(id, there.get()));
            return;
        }
        pull(config, id);
        say("%s: %s".formatted(id, weights.apply(id).orElseThrow()));
    }

    private void pull(LocalConfig config, String id) throws IOException {
        var target = config.openedCache().resolve("models").resolve(id).resolve("model.onnx");
        var folder = UserFiles.writableFolder(
                target.resolveSibling("new"), "set XDG_CACHE_HOME to a folder where you may write");
        var script = config.models().resolve("convert").resolve("pull.sh");
        var process = new ProcessBuilder(
                        script.toString(),
                        id,
                        folder.toString(),
                        config.cache().resolve("downloads").toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            process.getOutputStream().close();
            if (process.waitFor() != 0) {
                throw ExitCode.UNAVAILABLE.failure(
                        "%s was not downloaded; the same command carries on from there".formatted(id));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ExitCode.INTERRUPTED.failure("stopped; the same command carries on from there");
        } finally {
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
        }
        Files.move(folder.resolve(id + ".onnx"), target, StandardCopyOption.ATOMIC_MOVE);
        Files.delete(folder);
        deleteAll(config.cache().resolve("downloads"));
    }

    /// Deletes the downloads, which are no longer needed.
    private static void deleteAll(Path downloads) throws IOException {
        try (var files = Files.list(downloads)) {
            for (var file : files.toList()) {
                Files.delete(file);
            }
        }
    }

    private void say(String line) {
        spec.commandLine().getOut().println(Console.printable(line));
    }
}
