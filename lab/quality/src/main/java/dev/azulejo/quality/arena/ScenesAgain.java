package dev.azulejo.quality.arena;

import dev.azulejo.arena.Picture;
import dev.azulejo.arena.Scene;
import dev.azulejo.arena.store.ArenaObjects;
import dev.azulejo.arena.store.PublishedArena;
import dev.azulejo.core.intake.Order;
import dev.azulejo.core.pixels.PixelBlock;
import dev.azulejo.core.port.UnreadableImage;
import dev.azulejo.inference.card.CardFolder;
import dev.azulejo.local.exit.CommandFailure;
import dev.azulejo.local.exit.ExitCode;
import dev.azulejo.local.exit.FailureWords;
import dev.azulejo.local.machine.LocalPlaces;
import dev.azulejo.local.machine.UserFiles;
import dev.azulejo.local.wiring.EmbeddedWiring;
import dev.azulejo.quality.gate.Draw;
import dev.azulejo.quality.set.FileHash;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// Makes pictures of an arena again, to see whether they are what its contenders make. For one thread.
///
/// @param wiring that runs models
/// @param cards of the models
/// @param folder of results; its maker removes it
public record ScenesAgain(EmbeddedWiring wiring, CardFolder cards, Path folder) {
    /// Images whose scenes are made again.
    private static final int IMAGES = 3;

    /// The largest mean difference over a picture's samples: engines differ by less, and two models where
    /// they differ most by more.
    private static final double MOST_LEVELS = 0.5;

    private static final int UNSIGNED = 0xff;

    /// @param scenes whose pictures were made again
    /// @param contradictions where they are not what the arena shows, in plain words
    public record Again(List<String> scenes, List<String> contradictions) {}

    /// @param files among which the arena's sources are
    /// @param contenders whose pictures are made again
    public Again of(
            ArenaObjects objects, PublishedArena arena, Collection<Path> files, List<String> contenders, Draw draw) {
        var sources = arena.origins().sources();
        if (sources.isEmpty()) {
            return new Again(List.of(), List.of()); // without weights either, which is what speaks against it
        }
        var drawn = draw.of(sources.keySet(), IMAGES);
        var byHash = files.stream().collect(Collectors.toMap(FileHash::sha256, file -> file, (one, _) -> one));
        var scenes = new ArrayList<String>();
        var contradictions = new ArrayList<String>();
        for (var image : drawn) {
            var source = byHash.get(sources.get(image));
            if (source == null) {
                contradictions.add(
                        "the arena's pictures of %s cannot be made again: its source is not among the images (--arena-images)"
                                .formatted(image));
                continue;
            }
            var shown = arena.arena().scenes().stream()
                    .filter(scene -> scene.image().equals(image))
                    .toList();
            shown.forEach(scene -> scenes.add(scene.id()));
            contenders.forEach(
                    contender -> contradictions.addAll(differing(objects, arena, contender, source, image, shown)));
        }
        return new Again(scenes, contradictions);
    }

    private List<String> differing(
            ArenaObjects objects,
            PublishedArena arena,
            String contender,
            Path source,
            String image,
            List<Scene> scenes) {
        try {
            var result = folder.resolve("%s-%s.png".formatted(FileHash.sha256(source), contender));
            var wanted = RecipeRuns.wanted(contender, arena.origins().percent(), cards);
            var order = new Order(LocalPlaces.uriOf(UserFiles.readable(source)), 1, wanted, LocalPlaces.uriOf(result));
            FailureWords.succeeded(wiring.pipeline().enhance(order, () -> {}));
            return differing(objects, arena, contender, result, scenes);
        } catch (CommandFailure failure) {
            return List.of("%s fails on %s when it is tried again: %s".formatted(contender, image, failure.line()));
        }
    }

    private List<String> differing(
            ArenaObjects objects, PublishedArena arena, String contender, Path result, List<Scene> scenes) {
        var places = scenes.stream()
                .map(scene -> Optional.ofNullable(arena.origins().crops().get(scene.id()))
                        .orElseThrow(() -> ExitCode.BAD_IMAGE.failure("%s has no place".formatted(scene.id()))))
                .toList();
        var cuts = ArenaMaker.cut(result, places, wiring.srgbDecoder());
        var contradictions = new ArrayList<String>();
        for (int scene = 0; scene < scenes.size(); scene++) {
            var shown = shown(objects.picture(arena, scenes.get(scene).id(), new Picture(contender, false)));
            double levels = levels(shown, cuts.get(scene));
            if (levels > MOST_LEVELS) {
                contradictions.add(String.format(
                        Locale.ROOT,
                        "the arena's picture of %s in %s (%s) is not what it makes: they differ by %.1f levels",
                        contender,
                        scenes.get(scene).id(),
                        scenes.get(scene).image(),
                        levels));
            }
        }
        return contradictions;
    }

    private PixelBlock shown(byte[] png) {
        try {
            return wiring.pictures()
                    .read(new ByteArrayInputStream(png), size -> List.of(size.bounds()))
                    .getFirst();
        } catch (UnreadableImage e) {
            throw ExitCode.BAD_IMAGE.failure("a picture of the arena cannot be read: " + e.detail());
        }
    }

    private static double levels(PixelBlock one, PixelBlock other) {
        if (one.width() != other.width() || one.height() != other.height()) {
            return UNSIGNED;
        }
        long sum = 0;
        for (int i = 0; i < one.samples().length; i++) {
            sum += Math.abs((one.samples()[i] & UNSIGNED) - (other.samples()[i] & UNSIGNED));
        }
        return sum / (double) one.samples().length;
    }
}
