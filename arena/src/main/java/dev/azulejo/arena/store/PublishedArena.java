package dev.azulejo.arena.store;

import dev.azulejo.arena.Arena;
import dev.azulejo.arena.Picture;
import dev.azulejo.core.geometry.Size;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/// An arena with its pictures.
///
/// @param id drawn; it is in the links of judges
/// @param pictures by scene
/// @param origins what the pictures were made of
public record PublishedArena(String id, Arena arena, Map<String, ScenePictures> pictures, Origins origins) {
    private static final Pattern ID = Pattern.compile("[0-9a-v]{16,64}");

    public PublishedArena {
        pictures = Map.copyOf(pictures);
        if (!isId(id)) {
            throw new IllegalArgumentException("no id of an arena: " + id);
        }
        for (var scene : arena.scenes()) {
            var shown = pictures.get(scene.id());
            for (var contender : arena.contenders()) {
                if (shown == null
                        || !shown.keys.containsKey(new Picture(contender, false))
                        || !shown.keys.containsKey(new Picture(contender, true))) {
                    throw new IllegalArgumentException(
                            "scene %s lacks a picture of %s".formatted(scene.id(), contender));
                }
            }
        }
    }

    /// Whether the text has the form of an arena's id.
    public static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    /// @param size of all the pictures
    /// @param keys of the objects; drawn, so that they tell nothing
    public record ScenePictures(Size size, Map<Picture, String> keys) {
        public ScenePictures {
            keys = Map.copyOf(keys);
        }

        String key(Picture picture) {
            return Objects.requireNonNull(keys.get(picture));
        }
    }

    public Size size(String scene) {
        return pictures(scene).size;
    }

    String key(String scene, Picture picture) {
        return pictures(scene).key(picture);
    }

    private ScenePictures pictures(String scene) {
        return Objects.requireNonNull(pictures.get(scene));
    }
}
