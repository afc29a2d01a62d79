package dev.azulejo.quality.command;

import dev.azulejo.cli.option.HelpAll;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/// Chooses the user's networks that measure pictures: the option of all commands that measure.
public final class NetworkOption {
    @Option(
            names = "--network",
            order = HelpAll.RARE,
            paramLabel = "FOLDER",
            description = "A network of your own that measures, such as LPIPS: a folder with its metric.json and its"
                    + " ONNX file, see docs/quality.md. May be given several times.")
    private List<Path> folders = new ArrayList<>();

    public List<Path> folders() {
        return List.copyOf(folders);
    }
}
