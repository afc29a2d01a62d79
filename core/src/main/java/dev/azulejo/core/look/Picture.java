package dev.azulejo.core.look;

import org.jspecify.annotations.Nullable;

/// What the pixels of an image tell about it.
///
/// @param noise its standard deviation in levels of 255
/// @param jpegQuality of the strongest JPEG compression that left traces, as libjpeg counts; absent where none is found
/// @param kinds of its parts, by blocks of the stored image
public record Picture(double noise, @Nullable Integer jpegQuality, KindMap kinds) {}
