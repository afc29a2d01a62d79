package dev.azulejo.core.deliver;

import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.job.JobObjects;
import dev.azulejo.core.job.record.Intake;
import dev.azulejo.core.job.record.Intake.OptionFile;
import dev.azulejo.core.job.record.Manifest;
import dev.azulejo.core.port.Places;
import dev.azulejo.storage.NoSuchObject;
import dev.azulejo.storage.Storage;
import java.util.Optional;

/// Finds out whether a sidecar came, or changed, after its source was taken in. The job is not started
/// again, but its outcome says so.
record LateSidecar(JobObjects objects, Places places) {

    /// Returns the warning for the user; empty for jobs that were not begun by a dropped file.
    Optional<String> warning(Manifest manifest) {
        var source = manifest.source();
        return intake(manifest)
                .map(Intake::sidecar)
                .filter(sidecar -> isLate(sidecar, places.open(source.uri().place())))
                .map(sidecar -> "%s came or changed after %s was taken in and was not used; put the photograph again"
                        .formatted(sidecar.key(), source.uri().key()));
    }

    private Optional<Intake> intake(Manifest manifest) {
        var source = manifest.source();
        try {
            return objects.intake(Intake.ofSource(source.uri(), source.version()))
                    .filter(intake -> intake.request().job().equals(manifest.job()));
        } catch (PermanentFailure e) {
            return Optional.empty(); // damaged, and only needed for a warning
        }
    }

    private static boolean isLate(OptionFile sidecar, Storage inbox) {
        try {
            return !inbox.version(sidecar.key()).equals(sidecar.version());
        } catch (NoSuchObject e) {
            return false;
        }
    }
}
