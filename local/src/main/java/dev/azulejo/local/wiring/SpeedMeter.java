package dev.azulejo.local.wiring;

import dev.azulejo.core.job.record.Manifest;
import dev.azulejo.core.plan.Speeds;
import dev.azulejo.inference.ladder.InferenceMeter;
import dev.azulejo.local.machine.SpeedFile;
import java.lang.management.ManagementFactory;
import java.util.OptionalDouble;

/// Learns from each job how fast this machine is, and keeps it for the estimates of the next. For one thread.
public final class SpeedMeter {
    private final SpeedFile file;
    private final LocalForesight foresight;
    private final InferenceMeter models;
    private final boolean alone;
    private boolean first = true;
    private double cpuBefore;
    private double modelCpuBefore;
    private long runsBefore;

    /// @param alone whether this process does nothing beside the first job
    public SpeedMeter(SpeedFile file, LocalForesight foresight, InferenceMeter models, boolean alone) {
        this.file = file;
        this.alone = alone;
        this.foresight = foresight;
        this.models = models;
    }

    /// Notes that a job is about to start.
    public void started() {
        cpuBefore = first ? 0 : cpuSeconds();
        modelCpuBefore = modelSeconds();
        runsBefore = models.runs();
    }

    /// Learns the speeds of a job that has succeeded. A job of which an earlier run has done a part teaches
    /// nothing, and what is no model's is learned from the first job of a process that has but one: later
    /// ones find everything warm.
    public void succeeded(Manifest manifest) {
        boolean whole = models.runs() - runsBefore
                >= (long) manifest.grid().count() * manifest.steps().size();
        double model = modelSeconds() - modelCpuBefore;
        var other = first && alone ? OptionalDouble.of(cpuSeconds() - cpuBefore - model) : OptionalDouble.empty();
        if (whole && (other.isPresent() || model > 0)) {
            var took = new Speeds.Measured(model, foresight.byCards(manifest.plan()), other);
            file.write(file.read().after(manifest.plan(), took));
        }
        first = false;
    }

    private double modelSeconds() {
        return models.cpuTime().toNanos() / 1e9;
    }

    private static double cpuSeconds() {
        return ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
                        .getProcessCpuTime()
                / 1e9;
    }
}
