package dev.azulejo.core.port;

/// An activity of a thread within a stage, as a timeline shows it.
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
    /// A shard waits for the next of its tiles, on which the threads for tiles are at work, or on another
    /// shard's.
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

    /// The name for people.
    public String text() {
        return text;
    }

    /// What the activity's number counts; empty if it has none.
    public String numbered() {
        return numbered;
    }
}
