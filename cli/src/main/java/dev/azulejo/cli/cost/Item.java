package dev.azulejo.cli.cost;

import java.util.Locale;

/// The items that AWS bills, one unit each.
public enum Item {
    LAMBDA_GB_SECOND("seconds of functions, by GB of memory"),
    LAMBDA_REQUEST("calls of functions"),
    TRANSITION("transitions of state machines"),
    S3_WRITE("requests to S3 that write or list"),
    S3_READ("requests to S3 that read"),
    S3_GB_MONTH("storage, in GB and months"),
    EVENT("events"),
    QUEUE_REQUEST("requests to queues"),
    LOG_GB("logs, in GB"),
    TRANSFER_GB("results that leave AWS, in GB"),
    GPU_SPOT_HOUR("hours of a GPU instance, Spot"),
    GPU_ON_DEMAND_HOUR("hours of a GPU instance, on demand"),
    ADDRESS_HOUR("hours of its address"),
    DISK_GB_MONTH("its disk, in GB and months");

    private final String words;

    Item(String words) {
        this.words = words;
    }

    /// The item's name for people.
    public String words() {
        return words;
    }

    /// The item's key in the file of prices.
    String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
