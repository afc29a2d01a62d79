package dev.azulejo.cli.compare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.azulejo.core.geometry.Size;
import dev.azulejo.local.exit.CommandFailure;
import dev.azulejo.local.exit.ExitCode;
import dev.azulejo.local.machine.UserFiles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A pyramid as the viewer's page shows it.
///
/// @param named as the user called it
/// @param file that says what it is: `.dzi`, `.szi`, or the `info.json` of IIIF
/// @param caption what is said of it
/// @param description what the page's script needs of it beside that
public record PyramidPicture(Path named, Path file, Size size, Caption caption, Description description) {
    static final String IIIF_INDEX = "info.json";

    /// The fields of an IIIF image that the viewer needs, beside its place. (`@context` tells the version.)
    private static final List<String> IIIF_FIELDS =
            List.of("@context", "protocol", "type", "profile", "width", "height", "tiles", "sizes");

    private static final int MOST_INDEX_BYTES = 1 << 20;

    /// Makes the script's part, with the addresses that a page in `folder` needs.
    @FunctionalInterface
    interface Description {
        ObjectNode in(Path folder);
    }

    /// Whether a name is that of a pyramid. A folder may be one of IIIF.
    public static boolean isPyramid(Path named) {
        var name = String.valueOf(named.getFileName());
        return name.endsWith(".dzi")
                || name.endsWith(".szi")
                || name.equals(IIIF_INDEX)
                || Files.isRegularFile(named.resolve(IIIF_INDEX));
    }

    /// @throws CommandFailure when it is none that the viewer could show
    public static PyramidPicture of(Path named) {
        var file = UserFiles.readableByName(Files.isDirectory(named) ? named.resolve(IIIF_INDEX) : named);
        try {
            if (String.valueOf(file.getFileName()).endsWith(".szi")) {
                return szi(named, file);
            }
            if (Files.size(file) > MOST_INDEX_BYTES) {
                throw broken(named, "is no index of a pyramid: it has %d bytes".formatted(Files.size(file)));
            }
            byte[] index = Files.readAllBytes(file);
            return file.endsWith(IIIF_INDEX) ? iiif(named, file, index) : deepZoom(named, file, index);
        } catch (IOException e) {
            throw broken(named, "is no pyramid: " + e.getMessage());
        }
    }

    private static PyramidPicture deepZoom(Path named, Path file, byte[] index) throws IOException {
        var image = DeepZoomIndex.read(new ByteArrayInputStream(index));
        var tiles = file.resolveSibling(stem(file) + "_files");
        return new PyramidPicture(
                named,
                file,
                image.size(),
                Caption.of(named, file, image.size()),
                folder -> JsonNodeFactory.instance
                        .objectNode()
                        .put("kind", "dzi")
                        .put("seeThrough", canBeSeenThrough(image.format()))
                        .put("tiles", address(folder, tiles) + "/")
                        .put("format", image.format())
                        .put("overlap", image.overlap())
                        .put("tileSide", image.tileSide()));
    }

    private static PyramidPicture szi(Path named, Path file) throws IOException {
        var index = SziIndex.read(file);
        long bytes = Files.size(file);
        return new PyramidPicture(
                named,
                file,
                index.size(),
                Caption.of(named, file, index.size()),
                folder -> JsonNodeFactory.instance
                        .objectNode()
                        .put("kind", "szi")
                        .put("seeThrough", canBeSeenThrough(index.format()))
                        .put("file", address(folder, file))
                        .put("bytes", bytes));
    }

    private static PyramidPicture iiif(Path named, Path file, byte[] index) throws IOException {
        var info = new JsonMapper().readTree(index);
        if (!info.path("tiles").isArray()) {
            throw new IOException("it says nothing of tiles");
        }
        var size = new Size(side(info, "width"), side(info, "height"));
        return new PyramidPicture(named, file, size, Caption.of(named, file, size), folder -> {
            // Nothing else of it: an index may name tiles on another host, and in several ways.
            var facts = JsonNodeFactory.instance.objectNode();
            IIIF_FIELDS.stream().filter(info::has).forEach(name -> facts.set(name, info.get(name)));
            var address = address(folder, file.resolveSibling(""));
            if (isPng(info)) {
                facts.putArray("preferredFormats").add("png");
            }
            facts.put("id", address).put("@id", address);
            var description =
                    JsonNodeFactory.instance.objectNode().put("kind", "iiif").put("seeThrough", isPng(info));
            description.set("info", facts);
            return description;
        });
    }

    /// Whether tiles are PNG, as ours are if a part is transparent.
    private static boolean isPng(JsonNode info) {
        return "png".equals(info.path("preferredFormats").path(0).asText());
    }

    private static boolean canBeSeenThrough(String format) {
        return !format.matches("(?i)jpe?g");
    }

    private static int side(JsonNode info, String name) throws IOException {
        int side = info.path(name).asInt();
        if (side < 1) {
            throw new IOException("it says nothing of its " + name);
        }
        return side;
    }

    private static CommandFailure broken(Path named, String detail) {
        return ExitCode.BAD_IMAGE.failure("%s %s".formatted(named, detail));
    }

    private static String stem(Path file) {
        var name = String.valueOf(file.getFileName());
        return name.substring(0, name.lastIndexOf('.'));
    }

    /// The relative address from a page in `folder`, without a slash at its end, so both may be moved
    /// together.
    private static String address(Path folder, Path target) {
        var relative = Optional.of(folder)
                .filter(from -> String.valueOf(from.getRoot()).equals(String.valueOf(target.getRoot())))
                .map(from -> from.relativize(target));
        if (relative.isEmpty()) {
            return withoutSlash(target.toUri().toString()); // on another disk
        }
        var address = new StringBuilder();
        for (var segment : relative.get()) {
            address.append(address.isEmpty() ? "" : "/").append(encoded(segment.toString()));
        }
        return address.isEmpty() ? "." : address.toString();
    }

    private static String encoded(String segment) {
        try {
            // "./" keeps a colon from being read as the end of a scheme
            return new java.net.URI(null, null, "./" + segment, null)
                    .toASCIIString()
                    .substring(2);
        } catch (java.net.URISyntaxException e) {
            throw new UncheckedIOException(new IOException("a name that no address has: " + segment, e));
        }
    }

    private static String withoutSlash(String address) {
        return address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
    }

    /// The data for the page's script.
    ///
    /// @param folder of the page
    JsonNode json(Path folder) {
        var json = caption.json().put("width", size.width()).put("height", size.height());
        json.setAll(description.in(folder));
        return json;
    }
}
