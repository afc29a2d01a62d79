package dev.azulejo.lab.net;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/// A number that a network may be told of a picture beside its pixels; 0 if there is nothing to tell.
public enum Told {
    /// The standard deviation of the picture's noise, where white is 1.
    @JsonProperty("noise")
    NOISE(20, 0.06),
    /// The loss by JPEG: 1 − quality / 100.
    @JsonProperty("jpeg")
    JPEG(4, 0.5);

    private final float strength;
    private final double most;

    Told(float strength, double most) {
        this.strength = strength;
        this.most = most;
    }

    /// The factor that makes a usual value as large as what the first layer finds in a picture.
    public float strength() {
        return strength;
    }

    /// The greatest value that networks are made for.
    public double most() {
        return most;
    }

    /// The name of the model's input.
    public String input() {
        return name().toLowerCase(Locale.ROOT);
    }
}
