package dev.azulejo.lab.damage;

import dev.azulejo.lab.picture.Picture;
import java.util.List;
import java.util.Random;

/// A sequence of steps, each of which happens with its chance. The same picture and the same state of the
/// random numbers give the same result, bit for bit.
///
/// @param steps in the order in which they happen, of which one is [Fit]
public record Damage(List<DamageStep> steps) {
    public Damage {
        steps = List.copyOf(steps);
        if (steps.stream().filter(Fit.class::isInstance).count() != 1) {
            throw new IllegalArgumentException("damage needs one step of the kind fit");
        }
    }

    /// @param width of the result
    /// @param height of the result
    /// @param strengths records what was done
    public Picture damaged(Picture picture, int width, int height, Random random, Codecs codecs, Strengths strengths) {
        var setting = new DamageStep.Setting(width, height, codecs, strengths);
        var result = picture;
        for (var step : steps) {
            if (random.nextDouble() < Chance.of(step.chance())) {
                result = step.damaged(result, random, setting);
            }
        }
        return result;
    }
}
