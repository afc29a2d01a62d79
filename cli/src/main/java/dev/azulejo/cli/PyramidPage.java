package dev.azulejo.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A page that shows a pyramid, or two with a line between them. It brings all that it needs but the tiles,
/// which it loads from where they lie, and works from a disk.
///
/// @param pictures one or two; the first lies to the left of the line
record PyramidPage(List<PyramidPicture> pictures) implements Page {
    private static final Pattern PLACE = Pattern.compile("\\{([a-z-]+)}");

    @Override
    public void write(OutputStream out, Path folder) throws IOException {
        var page = PLACE.matcher(resource("viewer.html"))
                .replaceAll(place -> java.util.regex.Matcher.quoteReplacement(content(place.group(1), folder)));
        out.write(page.getBytes(StandardCharsets.UTF_8));
    }

    private String content(String place, Path folder) {
        return switch (place) {
            case "title" ->
                ComparePage.escaped(pictures.stream()
                        .map(picture -> String.valueOf(picture.named().getFileName()))
                        .collect(Collectors.joining(" and ")));
            case "style" -> resource("viewer.css");
            case "pictures" -> json(folder);
            case "openseadragon-licence" -> resource("openseadragon-licence.txt");
            case "openseadragon" -> resource("openseadragon-5.0.1.min.js");
            case "szi" -> resource("szi.js");
            case "viewer" -> resource("viewer.js");
            default -> throw new IllegalStateException("viewer.html names no such thing: " + place);
        };
    }

    /// No name in it can end the script that it stands in.
    private String json(Path folder) {
        var array = JsonNodeFactory.instance.arrayNode();
        pictures.forEach(picture -> array.add(picture.json(folder)));
        return array.toString().replace("<", "\\u003c");
    }

    private static String resource(String name) {
        try (InputStream in = PyramidPage.class.getResourceAsStream("viewer/" + name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is not in the build");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
