package dev.azulejo.lab.dataset;

import dev.azulejo.lab.picture.Likeness;
import dev.azulejo.quality.set.SetImage;

/// A picture of a dataset.
///
/// @param image the file below the dataset's folder, hash, tags, licence and origin
/// @param look the picture's likeness
/// @param cluster the least SHA-256 of this picture and those that look like it
/// @param part the same for all pictures of a cluster
public record Sample(SetImage image, Likeness look, String cluster, Part part) {}
