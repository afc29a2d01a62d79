package dev.azulejo.lab.damage;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.azulejo.lab.picture.Picture;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// One thing that happens to a picture. In JSON its `kind` says which, and `chance` how often it happens.
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
    /// How often it happens, from 0 to 1; always where JSON does not say.
    @Nullable Double chance();

    /// @param random from which all that is left open is drawn
    /// @param setting what the step may need to know
    Picture damaged(Picture picture, Random random, Setting setting);

    /// @param width to which [Fit] brings the picture
    /// @param height likewise
    /// @param strengths hears what was done
    record Setting(int width, int height, Codecs codecs, Strengths strengths) {}
}
