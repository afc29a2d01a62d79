package dev.azulejo.local.wiring;

import dev.azulejo.core.job.record.Manifest;
import dev.azulejo.core.plan.Speeds;
import dev.azulejo.inference.ladder.InferenceMeter;
import dev.azulejo.local.machine.SpeedFile;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/// Learns from jobs how fast this machine is, and keeps it for the estimates of the next. The time of
/// models is known for all jobs that ran at once together; each has the part of it that was foreseen of it.
/// Thread-safe.
public final class SpeedMeter {
    private final SpeedFile file;
    private final LocalForesight foresight;
    private final InferenceMeter models;
    private final boolean alone;
    private boolean first = true;
    private int underWay;
    private final List<Manifest> done = new ArrayList<>();
    private boolean inPart;
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
    public synchronized void started() {
        if (underWay == 0) {
            cpuBefore = first ? 0 : cpuSeconds();
            modelCpuBefore = modelSeconds();
            runsBefore = models.runs();
            done.clear();
            inPart = false;
        }
        underWay++;
    }

    /// Notes that a job has succeeded, for which models may have run.
    public synchronized void succeeded(Manifest manifest) {
        done.add(manifest);
        ended();
    }

    /// Notes that a job has ended in a way that teaches nothing of models.
    ///
    /// @param ran whether they may have run for it
    public synchronized void ended(boolean ran) {
        inPart |= ran;
        ended();
    }

    /// Learns once no job is under way. Where an earlier run has done a part, or a job failed, nothing is
    /// learned; and what is no model's is learned from the first job of a process that has but one: later
    /// ones find everything warm.
    private void ended() {
        underWay--;
        if (underWay > 0) {
            return;
        }
        long tiles = done.stream()
                .mapToLong(manifest ->
                        (long) manifest.grid().count() * manifest.steps().size())
                .sum();
        boolean whole = !inPart && models.runs() - runsBefore >= tiles;
        double model = modelSeconds() - modelCpuBefore;
        var other = first && alone ? OptionalDouble.of(cpuSeconds() - cpuBefore - model) : OptionalDouble.empty();
        if (whole && !done.isEmpty() && (other.isPresent() || model > 0)) {
            learn(model, other);
        }
        first = false;
    }

    private void learn(double model, OptionalDouble other) {
        var speeds = file.read();
        var before = speeds;
        double foreseen = done.stream().mapToDouble(its -> seconds(before, its)).sum();
        for (var its : done) {
            double part = done.size() == 1 || foreseen == 0 ? 1.0 / done.size() : seconds(before, its) / foreseen;
            var took = new Speeds.Measured(part * model, foresight.byCards(its.plan()), other);
            speeds = speeds.after(its.plan(), took);
        }
        file.write(speeds);
    }

    private double seconds(Speeds speeds, Manifest manifest) {
        return speeds.modelSeconds(manifest.plan(), foresight.byCards(manifest.plan()));
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
