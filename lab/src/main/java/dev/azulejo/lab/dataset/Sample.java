package dev.azulejo.lab.dataset;

import dev.azulejo.lab.picture.Likeness;
import dev.azulejo.quality.set.SetImage;

/// A picture of a dataset.
///
/// @param image its file below the dataset's folder, hash, tags, licence and origin
/// @param look what it looks like
/// @param cluster the least SHA-256 of the pictures that look like it, its own among them
/// @param part which all pictures of a cluster share
public record Sample(SetImage image, Likeness look, String cluster, Part part) {}
