package dev.azulejo.core.port;

/// What a thread can be busy with, finer than a stage: what a timeline shows.
public enum Activity {
    INTAKE("intake"),
    PROBE("read header"),
    DECODE("decode", "row"),
    LOOK("look at pixels", "row"),
    CUT("cut", "row"),
    PACK_SHARD("pack shard", "shard"),
    PACK_SAMPLE("pack sample"),
    LOAD("load models"),
    READ_SHARD("unpack shard", "shard"),
    /// Of a shard, for the next of its tiles: the threads for tiles are at work on it, or on another shard's.
    WAIT("wait for tile"),
    PREPARE("prepare"),
    MODEL("model"),
    GUARD("check answer"),
    FINISH("to samples"),
    PACK_TILE("pack tile", "tile"),
    KEEP_TILE("keep tile", "tile"),
    WRITE_TILE("write tile"),
    SEAL_SHARD("seal shard", "shard"),
    STRIP("strip", "strip"),
    UNPACK("unpack tiles", "row of tiles"),
    RESAMPLE("resample"),
    ENCODE("encode", "strip"),
    WRITE_STRIP("write strip", "strip"),
    CLOSE("close"),
    CLEAN("clean up");

    private final String text;
    private final String numbered;

    Activity(String text) {
        this(text, "");
    }

    Activity(String text, String numbered) {
        this.text = text;
        this.numbered = numbered;
    }

    /// As people read it.
    public String text() {
        return text;
    }

    /// What its number counts; empty where it has none.
    public String numbered() {
        return numbered;
    }
}
