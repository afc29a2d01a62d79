package dev.azulejo.simulator.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import dev.azulejo.cloud.Executions;
import dev.azulejo.cloud.PipelineFunction;
import dev.azulejo.core.intake.DropIntake;
import dev.azulejo.core.job.outcome.Outcome;
import dev.azulejo.core.run.Ports;
import dev.azulejo.events.JsonOptions;
import dev.azulejo.functions.GivenFunctions;
import dev.azulejo.simulator.image.BuildLook;
import dev.azulejo.simulator.image.FragileModel;
import dev.azulejo.simulator.image.LateAside;
import dev.azulejo.simulator.image.RawBlocks;
import dev.azulejo.simulator.image.RawEncoder;
import dev.azulejo.simulator.image.RawImage;
import dev.azulejo.simulator.schedule.SimProcess;

/// Calls the real functions, each in a process of its own.
final class Functions {
    private static final RawBlocks BLOCKS = new RawBlocks();
    private static final RawImage IMAGES = new RawImage();
    private static final JsonOptions OPTIONS = new JsonOptions();
    private static final CallContext CONTEXT = new CallContext();

    private final CloudWorld world;
    private final GivenFunctions functions;
    private final long deployedAt;

    /// @param deployedAt the step from which functions run the newer build
    Functions(CloudWorld world, GivenFunctions functions, long deployedAt) {
        this.world = world;
        this.functions = functions;
        this.deployedAt = deployedAt;
    }

    JsonNode call(PipelineFunction function, SimProcess process, JsonNode input) {
        var objects = world.objects(process);
        var places = world.places(process);
        boolean isNewer = world.scheduler().step() > deployedAt;
        var encoder = new RawEncoder(isNewer ? RawEncoder.NEWER : RawEncoder.USUAL);
        var look = new BuildLook(world.port(), process, isNewer ? BuildLook.NEWER : BuildLook.USUAL);
        var ports = new Ports(
                        objects,
                        BLOCKS,
                        () -> places,
                        () -> IMAGES,
                        () -> format -> encoder,
                        () -> FragileModel.MODEL,
                        () -> (id, outcome, correlation) -> tell(process, id, outcome))
                .looker(() -> look)
                .packers(LateAside::new)
                .reports(world::folder, CloudWorld.codec());
        return functions
                .function(
                        function,
                        objects,
                        ports,
                        () -> new DropIntake(objects, places, FragileModel.MODEL, OPTIONS, world.folder(), true),
                        services(process))
                .handleRequest(input, CONTEXT);
    }

    private void tell(SimProcess process, String id, Outcome outcome) {
        world.tell(process, id, outcome);
    }

    private GivenFunctions.Services services(SimProcess process) {
        return new GivenFunctions.Services() {
            @Override
            public void failed(String token, String error, String cause) {
                var _ = world.tasks().reports(process).failed(token, error, cause);
            }

            @Override
            public Executions executions() {
                return execution -> world.machines().isRunning(process, execution);
            }
        };
    }
}
