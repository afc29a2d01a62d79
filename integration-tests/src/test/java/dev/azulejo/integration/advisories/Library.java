package dev.azulejo.integration.advisories;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/// A library of somebody else's that we ship or test with.
///
/// @param name ends with its group and its artifact, all separated by dots; a folder may stand before them
record Library(String name, LibraryVersion version) {
    private static final Pattern REPOSITORY =
            Pattern.compile("(?<name>.*/(?<artifact>[^/]+))/(?<version>[^/]+)/\\k<artifact>-\\k<version>[^/]*[.]jar");

    /// As Quarkus names jars in its zip: `group.artifact-version.jar`.
    private static final Pattern JAR = Pattern.compile("([^/]+?)-(\\d[^/]*)[.]jar");

    /// A jar of a local Maven repository: `…/group/artifact/version/artifact-version.jar`.
    static Optional<Library> inRepository(Path jar) {
        var matcher = REPOSITORY.matcher(jar.toAbsolutePath().toString());
        return matcher.matches()
                ? Optional.of(new Library(
                        matcher.group("name").replace('/', '.'), new LibraryVersion(matcher.group("version"))))
                : Optional.empty(); // a module of ours, built just now
    }

    /// @param entry of a zip that Quarkus made
    static Optional<Library> inZip(String entry) {
        var matcher = JAR.matcher(entry.substring(entry.lastIndexOf('/') + 1));
        return matcher.matches()
                ? Optional.of(new Library(matcher.group(1), new LibraryVersion(matcher.group(2))))
                : Optional.empty();
    }

    /// @param coordinates group and artifact, with a colon between them
    boolean is(String coordinates) {
        var dotted = coordinates.replace(':', '.');
        return name.equals(dotted) || name.endsWith("." + dotted);
    }

    @Override
    public String toString() {
        return name + " " + version.text();
    }
}
