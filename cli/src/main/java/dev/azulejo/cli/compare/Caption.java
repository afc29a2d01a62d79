package dev.azulejo.cli.compare;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.azulejo.cli.view.Console;
import dev.azulejo.core.geometry.Size;
import dev.azulejo.local.machine.LocalConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The words about a picture on a page.
///
/// @param facts a few words each: its size, how long its file is, how azulejo made it
public record Caption(String name, List<String> facts) {
    public Caption {
        facts = List.copyOf(facts);
    }

    /// @param named as the user called it
    /// @param file what it leads to; of a pyramid its index
    public static Caption of(Path named, Path file, Size size) throws IOException {
        var facts = new ArrayList<String>();
        facts.add("%d × %d".formatted(size.width(), size.height()));
        if (!file.endsWith(PyramidPicture.IIIF_INDEX) && !file.toString().endsWith(".dzi")) {
            facts.add(length(Files.size(file))); // an index is not what a pyramid takes
        }
        Making.of(file, LocalConfig.fromEnvironment()).ifPresent(making -> facts.add(making.text()));
        return new Caption(Console.printable(String.valueOf(named.getFileName())), facts);
    }

    private static String length(long bytes) {
        double kilobytes = bytes / 1e3;
        return kilobytes < 1000 ? "%.0f KB".formatted(Math.ceil(kilobytes)) : "%.1f MB".formatted(kilobytes / 1e3);
    }

    ObjectNode json() {
        var json = JsonNodeFactory.instance.objectNode().put("name", name);
        facts.forEach(json.putArray("facts")::add);
        return json;
    }
}
