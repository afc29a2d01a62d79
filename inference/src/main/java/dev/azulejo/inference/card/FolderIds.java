package dev.azulejo.inference.card;

import dev.azulejo.core.failure.PermanentFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The ids in a folder of models: the names of those folders in it that hold a card.
public final class FolderIds {
    private FolderIds() {}

    /// @param card name of the file that makes a folder count
    /// @return in alphabetical order
    /// @throws PermanentFailure when the folder of models cannot be listed
    public static List<String> with(String card, Path folder) {
        try (var children = Files.list(folder)) {
            return children.filter(child -> Files.exists(child.resolve(card)))
                    .map(child -> String.valueOf(child.getFileName()))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new PermanentFailure(
                    "no folder of models at %s; set AZULEJO_MODELS to the one that has them".formatted(folder),
                    unreadable);
        }
    }
}
