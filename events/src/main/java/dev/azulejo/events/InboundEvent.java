package dev.azulejo.events;

import dev.azulejo.core.intake.DroppedFile;
import dev.azulejo.core.intake.EnhancementRequest;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An event that EventBridge delivers and that starts something.
public sealed interface InboundEvent {

    /// S3's event that an object appeared ([EventNames#S3], [EventNames#OBJECT_CREATED]).
    ///
    /// @param key as it is stored: unlike S3's own notifications, EventBridge does not URL-encode it
    /// @param version absent if the bucket keeps none
    /// @param sequencer orders the events of one key
    /// @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html">S3 events</a>
    record ObjectCreated(
            String bucket,
            String key,
            @Nullable String version,
            long bytes,
            @Nullable String etag,
            @Nullable String sequencer)
            implements InboundEvent {
        /// The bucket, as a place.
        public URI place() {
            return URI.create("s3://" + bucket);
        }

        /// The dropped file for intake, if the bucket is the inbox.
        public DroppedFile dropped() {
            return new DroppedFile(place(), key, Optional.ofNullable(version), bytes, Optional.ofNullable(sequencer));
        }
    }

    /// A program's request for an enhancement ([EventNames#REQUESTED]).
    record EnhancementRequested(EnhancementRequest request) implements InboundEvent {}
}
