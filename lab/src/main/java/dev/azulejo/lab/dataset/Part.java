package dev.azulejo.lab.dataset;

/// The purpose of a picture in a dataset.
public enum Part {
    /// The picture is learned from.
    TRAIN,
    /// The picture is measured on.
    TEST;

    /// The part as a dataset's file spells it.
    String text() {
        return this == TRAIN ? "train" : "test";
    }
}
