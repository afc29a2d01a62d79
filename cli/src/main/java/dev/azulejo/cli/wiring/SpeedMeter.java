package dev.azulejo.cli.wiring;

import dev.azulejo.cli.machine.SpeedFile;
import dev.azulejo.core.job.Manifest;
import dev.azulejo.core.plan.Speeds;
import dev.azulejo.inference.InferenceMeter;
import java.lang.management.ManagementFactory;

/// Learns from each job how fast this machine is, and keeps it for the estimates of the next. For one thread.
public final class SpeedMeter {
    private final SpeedFile file;
    private final InferenceMeter models;
    private boolean first = true;
    private double cpuBefore;
    private double modelCpuBefore;
    private long runsBefore;

    public SpeedMeter(SpeedFile file, InferenceMeter models) {
        this.file = file;
        this.models = models;
    }

    /// A job is about to start.
    public void started() {
        cpuBefore = first ? 0 : cpuSeconds();
        modelCpuBefore = modelSeconds();
        runsBefore = models.runs();
    }

    /// It has succeeded. A job of which an earlier run has done a part teaches nothing, and what is no model's
    /// is learned from the first job of a process alone: later ones find everything warm.
    public void succeeded(Manifest manifest) {
        boolean whole = models.runs() - runsBefore
                >= (long) manifest.grid().count() * manifest.steps().size();
        double model = modelSeconds() - modelCpuBefore;
        double other = cpuSeconds() - cpuBefore - model;
        if (whole && first) {
            file.write(file.read().after(manifest.plan(), new Speeds.Measured(model, other)));
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
