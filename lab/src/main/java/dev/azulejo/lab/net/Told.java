package dev.azulejo.lab.net;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/// What a network may be told of a picture beside its pixels: one number, 0 where there is nothing to tell.
public enum Told {
    /// The standard deviation of its noise, where white is 1.
    @JsonProperty("noise")
    NOISE(20, 0.06),
    /// How much JPEG took away: 1 − quality / 100.
    @JsonProperty("jpeg")
    JPEG(4, 0.5);

    private final float strength;
    private final double most;

    Told(float strength, double most) {
        this.strength = strength;
        this.most = most;
    }

    /// By what a usual value is as large as what the first layer finds in a picture.
    public float strength() {
        return strength;
    }

    /// The most that networks are made for.
    public double most() {
        return most;
    }

    /// What the input of the model is called.
    public String input() {
        return name().toLowerCase(Locale.ROOT);
    }
}
