package dev.azulejo.lab.dataset;

/// What a picture of a dataset is for.
public enum Part {
    /// To learn from.
    TRAIN,
    /// To measure on.
    TEST;

    /// As a dataset's file spells it.
    String text() {
        return this == TRAIN ? "train" : "test";
    }
}
