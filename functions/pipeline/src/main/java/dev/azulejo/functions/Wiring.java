package dev.azulejo.functions;

import dev.azulejo.cloud.Executions;
import dev.azulejo.cloud.Variable;
import dev.azulejo.core.intake.DropFolder;
import dev.azulejo.core.intake.DropIntake;
import dev.azulejo.core.job.JobObjects;
import dev.azulejo.core.job.key.OverdueAttempts;
import dev.azulejo.core.local.LocalMap;
import dev.azulejo.core.port.BlockCodec;
import dev.azulejo.core.port.ImageDecoder;
import dev.azulejo.core.port.ModelCards;
import dev.azulejo.core.port.Places;
import dev.azulejo.core.port.StripEncoders;
import dev.azulejo.core.run.StageRunner;
import dev.azulejo.core.run.Stages;
import dev.azulejo.events.JacksonCodec;
import dev.azulejo.events.JsonOptions;
import dev.azulejo.functions.wiring.CloudPlaces;
import dev.azulejo.functions.wiring.Environment;
import dev.azulejo.storage.JobStorage;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import org.eclipse.microprofile.config.Config;

/// The composition root of the functions of the pipeline, around the stages of
/// [dev.azulejo.functions.wiring.StageWiring]. The parts that talk to AWS are made in [AwsWiring].
final class Wiring {
    @Produces
    @Singleton
    FunctionSettings settings(Config config) {
        return FunctionSettings.of(variable -> config.getOptionalValue(variable, String.class));
    }

    @Produces
    @Singleton
    Environment environment(FunctionSettings settings) {
        return settings.environment();
    }

    @Produces
    @Singleton
    Telemetry telemetry(FunctionSettings settings) {
        // Not the console of the logger, which would wrap the line into one of its own.
        return new Telemetry(settings.function(), new Metrics(settings.function(), System.out, InstantSource.system()));
    }

    @Produces
    @Singleton
    StageRunner runner(JobObjects objects) {
        return new StageRunner(objects);
    }

    @Produces
    @Singleton
    StageCalls calls(StageRunner runner, Telemetry telemetry, Environment environment) {
        return new StageCalls(runner, telemetry, environment.required(Variable.WORK));
    }

    @Produces
    @Singleton
    ImagePriming priming(ImageDecoder decoder, StripEncoders encoders, BlockCodec blocks, ModelCards cards) {
        return new ImagePriming(decoder, encoders, blocks, cards);
    }

    @Produces
    StripRuns strips(JobObjects objects, StageRunner runner, Stages stages) {
        return new StripRuns(objects, runner, stages.stitch(), LocalMap.THREADS);
    }

    @Produces
    @Singleton
    DropFolder dropFolder(Environment environment) {
        return new DropFolder(
                CloudPlaces.place(environment.required(Variable.INBOX)),
                CloudPlaces.place(environment.required(Variable.OUTBOX)));
    }

    @Produces
    @Singleton
    IntakeCalls intake(
            JobObjects objects,
            Places places,
            ModelCards cards,
            DropFolder folder,
            Telemetry telemetry,
            Environment environment) {
        boolean tuning =
                environment.value(Variable.TUNING).filter("true"::equals).isPresent();
        return new IntakeCalls(new DropIntake(objects, places, cards, new JsonOptions(), folder, tuning), telemetry);
    }

    @Produces
    @Singleton
    OverdueCalls overdue(JobStorage work, Telemetry telemetry) {
        return new OverdueCalls(new OverdueAttempts(work), telemetry, InstantSource.system());
    }

    @Produces
    @Singleton
    DeadLetterReader deadLetterReader(Environment environment) {
        return new DeadLetterReader(new JacksonCodec(), environment.required(Variable.WORK));
    }

    @Produces
    @Singleton
    Claims claims(JobStorage work, Executions executions) {
        return new Claims(work, executions);
    }

    @Produces
    @Singleton
    DeadLetters deadLetters(
            JobObjects objects,
            StageRunner runner,
            Stages stages,
            TaskTokens tokens,
            Claims claims,
            Telemetry telemetry) {
        return new DeadLetters(runner, stages.deliver(), tokens, claims, telemetry);
    }
}
