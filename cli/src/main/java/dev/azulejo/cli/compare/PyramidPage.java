package dev.azulejo.cli.compare;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/// A page that shows a pyramid, or two with a line between them. It brings all that it needs but the tiles,
/// which it loads from where they lie, and works from a disk.
///
/// @param pictures one or two; the first lies to the left of the line
public record PyramidPage(List<PyramidPicture> pictures) implements Page {
    private static final String POLICY = "default-src 'none'; img-src 'self' file: data: blob:; connect-src 'self';"
            + " style-src 'unsafe-inline'; script-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";
    private static final List<String> SCRIPTS =
            List.of("openseadragon-5.0.1.min.js", "szi.js", "files.js", "pyramids.js");

    @Override
    public void write(OutputStream out, Path folder) throws IOException {
        var title = pictures.stream().map(picture -> picture.caption().name()).collect(Collectors.joining(" and "));
        var array = JsonNodeFactory.instance.arrayNode();
        pictures.forEach(picture -> array.add(picture.json(folder)));
        new PageTemplate(title, POLICY, array, PyramidPage::writePixels, SCRIPTS).write(out);
    }

    private static void writePixels(OutputStream out) throws IOException {
        PageTemplate.write("""
                <div id="tiles"></div>
                <!--
                The tiles are drawn by OpenSeadragon 5.0.1, https://openseadragon.github.io

                %s
                -->
                """.formatted(PageTemplate.resource("openseadragon-licence.txt")), out);
    }
}
