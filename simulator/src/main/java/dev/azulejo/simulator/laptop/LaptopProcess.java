package dev.azulejo.simulator.laptop;

import dev.azulejo.core.infer.InferStage.Unfinished;
import dev.azulejo.core.infer.TileThreads;
import dev.azulejo.core.intake.DropFolder;
import dev.azulejo.core.intake.DropIntake;
import dev.azulejo.core.intake.IntakeStage;
import dev.azulejo.core.job.JobCodec;
import dev.azulejo.core.job.JobObjects;
import dev.azulejo.core.job.record.Manifest;
import dev.azulejo.core.local.JobLock;
import dev.azulejo.core.local.LocalDispatcher;
import dev.azulejo.core.local.LocalDispatcher.Patience;
import dev.azulejo.core.local.LocalMap;
import dev.azulejo.core.local.LocalPipeline;
import dev.azulejo.core.local.Workshop;
import dev.azulejo.core.port.Notifier;
import dev.azulejo.core.port.Places;
import dev.azulejo.core.port.Progress;
import dev.azulejo.core.run.Ports;
import dev.azulejo.core.run.Ports.RunningModels;
import dev.azulejo.events.JsonOptions;
import dev.azulejo.simulator.image.BuildLook;
import dev.azulejo.simulator.image.FragileModel;
import dev.azulejo.simulator.image.LateAside;
import dev.azulejo.simulator.image.RawBlocks;
import dev.azulejo.simulator.image.RawEncoder;
import dev.azulejo.simulator.image.RawImage;

/// The pipeline in one process, wired as the command does it.
final class LaptopProcess {
    private static final RawBlocks BLOCKS = new RawBlocks();
    private static final RawImage IMAGES = new RawImage();
    private static final RawEncoder ENCODER = new RawEncoder(RawEncoder.USUAL);
    private static final JsonOptions OPTIONS = new JsonOptions();
    private static final TileThreads THREADS = TileThreads.ofCaller();
    private static final int STRIPS_AT_ONCE = 2;

    private final JobObjects objects;
    private final Places places;
    private final DropFolder folder;
    private final LocalPipeline pipeline;

    /// @param isDropFolder whether no user waits for a job: then reports are written, and patience has no
    ///     end
    LaptopProcess(
            JobObjects objects,
            JobCodec codec,
            Places places,
            DropFolder folder,
            FragileModel model,
            BuildLook look,
            Notifier notifier,
            JobLock lock,
            LocalMap map,
            boolean isDropFolder) {
        this.objects = objects;
        this.places = places;
        this.folder = folder;
        var ports = new Ports(
                        objects,
                        BLOCKS,
                        () -> places,
                        () -> IMAGES,
                        () -> format -> ENCODER,
                        new RunningModels(model, THREADS, Unfinished.KEPT),
                        () -> notifier)
                .looker(() -> look)
                .packers(LateAside::new);
        if (isDropFolder) {
            ports.reports(() -> folder, codec);
        }
        var dispatcher = new LocalDispatcher(
                objects, ports.stages(), workshop(map), Progress.NONE, isDropFolder ? Patience.ENDLESS : Patience.NONE);
        var intake = new IntakeStage(objects, places, FragileModel.MODEL);
        this.pipeline = new LocalPipeline(objects, intake, dispatcher, places, lock, Progress.NONE);
    }

    private static Workshop workshop(LocalMap map) {
        return new Workshop() {
            @Override
            public void readyForTiles(Manifest manifest) {}

            @Override
            public int readyForStrips(Manifest manifest) {
                return STRIPS_AT_ONCE;
            }

            @Override
            public LocalMap map() {
                return map;
            }
        };
    }

    LocalPipeline pipeline() {
        return pipeline;
    }

    JobObjects objects() {
        return objects;
    }

    Places places() {
        return places;
    }

    DropIntake dropIntake() {
        return new DropIntake(objects, places, FragileModel.MODEL, OPTIONS, folder, true);
    }
}
