package dev.azulejo.functions;

import dev.azulejo.cloud.Executions;
import dev.azulejo.cloud.PipelineFunction;
import dev.azulejo.core.intake.DropIntake;
import dev.azulejo.core.job.JobCodec;
import dev.azulejo.core.job.JobObjects;
import dev.azulejo.core.local.LocalMap;
import dev.azulejo.core.run.Ports;
import dev.azulejo.core.run.StageRunner;
import dev.azulejo.core.run.Stages;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/// The functions with given parts, without AWS or a configuration. Where [Wiring] gets the parts from the
/// environment, this takes them as they are.
public final class GivenFunctions {
    private final String workBucket;
    private final JobCodec codec;
    private final LocalMap strips;
    private final PrintStream metrics;

    /// @param workBucket as events name it
    /// @param strips how one call makes several strips
    /// @param metrics to which a function writes its metrics
    public GivenFunctions(String workBucket, JobCodec codec, LocalMap strips, PrintStream metrics) {
        this.workBucket = workBucket;
        this.codec = codec;
        this.strips = strips;
        this.metrics = metrics;
    }

    public interface Services {
        /// Reports that a task has failed. Nothing happens if its state machine no longer waits.
        void failed(String token, String error, String cause);

        Executions executions();
    }

    /// Makes one function, as it is in a process of its own.
    ///
    /// @param intake called only by the function that takes sources in
    public FunctionHandler function(
            PipelineFunction function,
            JobObjects objects,
            Ports ports,
            Supplier<DropIntake> intake,
            Services services) {
        var telemetry = new Telemetry(function, new Metrics(function, metrics, InstantSource.system()));
        var runner = new StageRunner(objects);
        var stages = ports.stages();
        var claims = new Claims(objects.work(), services.executions());
        var parts = Map.<Class<?>, Supplier<?>>of(
                Stages.class,
                () -> stages,
                IntakeCalls.class,
                () -> new IntakeCalls(intake.get(), telemetry),
                StageCalls.class,
                () -> new StageCalls(runner, telemetry, workBucket),
                ClaimCalls.class,
                () -> new ClaimCalls(telemetry, claims, objects),
                StripRuns.class,
                () -> new StripRuns(objects, runner, stages.stitch(), strips),
                DeadLetterCalls.class,
                () -> new DeadLetterCalls(
                        telemetry,
                        new DeadLetterReader(codec, workBucket),
                        new DeadLetters(runner, stages.deliver(), services::failed, claims, telemetry),
                        message -> {}));
        return new FunctionHandler(function, new FunctionHandler.Parts() {
            @Override
            public <T> T get(Class<T> type) {
                return type.cast(Objects.requireNonNull(parts.get(type)).get());
            }
        });
    }
}
