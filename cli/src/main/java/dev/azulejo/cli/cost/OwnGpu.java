package dev.azulejo.cli.cost;

/// A machine with a GPU of one's own.
///
/// @param price of the machine, in US dollars
/// @param years after which it is worth nothing
/// @param watts while it computes
/// @param idleWatts while it waits
/// @param kilowattHour its price, in US dollars
/// @param speed how many GPUs of the cloud it is worth
public record OwnGpu(double price, double years, double watts, double idleWatts, double kilowattHour, double speed) {
    private static final double MONTHS = 12;

    /// The most of the time that a machine computes: images come in waves.
    private static final double MOST_BUSY = 0.8;

    /// The number of such machines for a workload.
    int machines(Workload workload) {
        double seconds = workload.imagesPerDay() * workload.gpuSeconds() / speed;
        return Math.max(1, (int) Math.ceil(seconds / (86_400 * MOST_BUSY)));
    }

    /// US dollars a month: what is lost of their price, and power.
    double monthly(Workload workload) {
        int machines = machines(workload);
        double hours = workload.images() * workload.gpuSeconds() / speed / 3600;
        double idle = machines * Workload.DAYS * 24 - hours;
        return machines * price / (years * MONTHS) + (hours * watts + idle * idleWatts) / 1000 * kilowattHour;
    }
}
