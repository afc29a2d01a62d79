package dev.azulejo.lab.damage;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.azulejo.lab.picture.Picture;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// A change that may happen to a picture. In JSON `kind` selects it, and `chance` says how often it
/// happens.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Blur.class, name = "blur"),
    @JsonSubTypes.Type(value = Resize.class, name = "resize"),
    @JsonSubTypes.Type(value = Noise.class, name = "noise"),
    @JsonSubTypes.Type(value = Camera.class, name = "camera"),
    @JsonSubTypes.Type(value = Sharpen.class, name = "sharpen"),
    @JsonSubTypes.Type(value = Fit.class, name = "fit"),
    @JsonSubTypes.Type(value = Jpeg.class, name = "jpeg"),
    @JsonSubTypes.Type(value = Webp.class, name = "webp"),
})
public sealed interface DamageStep permits Blur, Resize, Noise, Camera, Sharpen, Fit, Jpeg, Webp {
    /// How often the step happens, from 0 to 1; always if JSON does not say.
    @Nullable Double chance();

    /// @param random source of all random choices
    /// @param setting facts that the step may need
    Picture damaged(Picture picture, Random random, Setting setting);

    /// @param width to which [Fit] brings the picture
    /// @param height likewise
    /// @param strengths records what was done
    record Setting(int width, int height, Codecs codecs, Strengths strengths) {}
}
