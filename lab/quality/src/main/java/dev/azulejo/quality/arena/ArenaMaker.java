package dev.azulejo.quality.arena;

import dev.azulejo.arena.Arena;
import dev.azulejo.arena.Picture;
import dev.azulejo.arena.Scene;
import dev.azulejo.arena.store.ArenaObjects;
import dev.azulejo.arena.store.Origins;
import dev.azulejo.arena.store.PublishedArena;
import dev.azulejo.arena.store.PublishedArena.ScenePictures;
import dev.azulejo.core.geometry.Rect;
import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.pixels.PixelBlock;
import dev.azulejo.core.pixels.PixelFormat;
import dev.azulejo.core.port.ImageDecoder;
import dev.azulejo.local.exit.ExitCode;
import dev.azulejo.quality.arena.crop.Damage;
import dev.azulejo.quality.crop.DifferenceMap;
import dev.azulejo.quality.set.FileHash;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/// Makes an arena of candidates: crops where they differ most, as pictures whose names and sizes tell
/// nothing. Reads each candidate twice, row by row, and holds the crops of one image. For one thread.
public final class ArenaMaker {
    private final ArenaObjects objects;
    private final ImageDecoder decoder;
    private final Shape shape;
    private final Random random;
    private final Consumer<String> notes;
    private final List<Scene> scenes = new ArrayList<>();
    private final Map<String, ScenePictures> pictures = new HashMap<>();
    private final Map<String, Rect> places = new HashMap<>();

    /// @param crops most of an image
    /// @param side of a crop, in pixels
    public record Shape(int crops, int side) {}

    /// @param decoder that gives all pixels in the colours of sRGB: a profile would tell who made a picture
    /// @param random secret: names of pictures and the seed are made of it
    /// @param notes is told what was left out
    public ArenaMaker(ArenaObjects objects, ImageDecoder decoder, Shape shape, Random random, Consumer<String> notes) {
        this.objects = objects;
        this.decoder = decoder;
        this.shape = shape;
        this.random = random;
        this.notes = notes;
    }

    /// @param id drawn; it is in the links of judges
    /// @param tags of an image, by its name
    /// @param budget most votes that count
    public PublishedArena make(
            String id, String title, Candidates candidates, Function<String, Set<String>> tags, int budget) {
        candidates.files().forEach((image, files) -> addImage(candidates.contenders(), image, files, tags));
        if (scenes.isEmpty()) {
            throw ExitCode.BAD_IMAGE.failure("there is no crop on which a judge could tell anything");
        }
        var arena = new Arena(title, candidates.contenders(), scenes, budget, random.nextLong());
        var published = new PublishedArena(id, arena, pictures, origins(candidates));
        if (!objects.publish(published)) {
            throw ExitCode.NO_OUTPUT.failure("there is an arena already; name another folder");
        }
        return published;
    }

    private Origins origins(Candidates candidates) {
        var sources = new HashMap<String, String>();
        candidates.by().sources().forEach((image, file) -> sources.put(image, FileHash.sha256(file)));
        var results = new HashMap<String, List<String>>();
        candidates
                .files()
                .forEach((image, files) ->
                        results.put(image, files.stream().map(FileHash::sha256).toList()));
        return new Origins(candidates.by().percent(), candidates.by().models(), sources, results, places);
    }

    private void addImage(List<String> contenders, String image, List<Path> files, Function<String, Set<String>> tags) {
        var crops = differences(files).mostDifferent(shape.crops, shape.side);
        var cuts = files.stream().map(file -> cut(file, crops, decoder)).toList();
        for (int crop = 0; crop < crops.size(); crop++) {
            int number = crop;
            addScene(
                    contenders,
                    image,
                    crops.get(number),
                    cuts.stream().map(parts -> parts.get(number)).toList(),
                    tags);
        }
    }

    private DifferenceMap differences(List<Path> files) {
        var all = new ArrayList<CandidateRows>();
        try {
            for (var file : files) {
                all.add(CandidateRows.open(file, decoder));
                requireOneSize(
                        files.getFirst(),
                        all.getFirst().size(),
                        file,
                        all.getLast().size());
            }
            var map = new DifferenceMap(all.getFirst().size());
            for (int y = 0; y < all.getFirst().size().height(); y++) {
                map.accept(all.stream().map(CandidateRows::next).toList());
            }
            return map;
        } finally {
            all.forEach(CandidateRows::close);
        }
    }

    private static void requireOneSize(Path one, Size size, Path other, Size otherSize) {
        if (!size.equals(otherSize)) {
            throw ExitCode.BAD_IMAGE.failure("%s is %s, %s is %s: candidates of one image must be of one size"
                    .formatted(one, size, other, otherSize));
        }
    }

    /// Parts of an image as judges see them.
    static List<PixelBlock> cut(Path file, List<Rect> crops, ImageDecoder decoder) {
        try (var rows = CandidateRows.open(file, decoder)) {
            return cut(rows, crops);
        }
    }

    private static List<PixelBlock> cut(CandidateRows rows, List<Rect> crops) {
        var blocks = crops.stream()
                .map(crop -> PixelBlock.blank(new Size(crop.width(), crop.height()), PixelFormat.rgb8()))
                .toList();
        for (int y = 0; y < rows.size().height(); y++) {
            var row = rows.next();
            for (int i = 0; i < crops.size(); i++) {
                CandidateRows.copy(row, y, crops.get(i), blocks.get(i));
            }
        }
        return blocks;
    }

    private void addScene(
            List<String> contenders,
            String image,
            Rect place,
            List<PixelBlock> crops,
            Function<String, Set<String>> tags) {
        var files = new LinkedHashMap<Picture, byte[]>();
        for (int i = 0; i < crops.size(); i++) {
            var damaged = Damage.of(crops.get(i));
            if (damaged.isEmpty()) {
                notes.accept("%s: a crop is too flat to be judged, and left out".formatted(image));
                return;
            }
            files.put(new Picture(contenders.get(i), false), CropPng.of(crops.get(i)));
            files.put(new Picture(contenders.get(i), true), CropPng.of(damaged.get()));
        }
        var keys = new HashMap<Picture, String>();
        files.forEach((picture, file) -> keys.put(picture, objects.addPicture(file, random)));
        var first = crops.getFirst();
        var scene = new Scene("scene-%d".formatted(scenes.size() + 1), image, tags.apply(image));
        scenes.add(scene);
        places.put(scene.id(), place);
        pictures.put(scene.id(), new ScenePictures(new Size(first.width(), first.height()), keys));
    }
}
