package dev.azulejo.functions.wiring;

import dev.azulejo.core.job.key.WorkLayout;
import dev.azulejo.core.port.Places;
import dev.azulejo.storage.Storage;
import dev.azulejo.storage.StorageDenied;
import java.net.URI;
import java.util.Map;

/// The places that a request may name: the inbox, the outbox, and the API's parts of the buckets, and no
/// others.
public final class CloudPlaces implements Places {
    public static final String UPLOADS = WorkLayout.UPLOADS.folder();

    /// The folder of the API's results in the bucket of results.
    public static final String RESULTS = "api/";

    private final Map<URI, Storage> places;

    public CloudPlaces(Map<URI, Storage> places) {
        this.places = Map.copyOf(places);
    }

    public static URI place(String bucket) {
        return URI.create("s3://" + bucket);
    }

    /// The place of a folder in a bucket.
    ///
    /// @param folder with a slash at its end
    public static URI folder(String bucket, String folder) {
        return URI.create("s3://" + bucket + "/" + folder);
    }

    /// The place of files that callers of the API have uploaded: beside jobs, and no event starts work
    /// there.
    ///
    /// @param work the bucket of jobs
    public static URI uploads(String work) {
        return folder(work, UPLOADS);
    }

    /// The place of results of the API's jobs. No recipe has its name, so no result of the drop folder lies
    /// there.
    public static URI results(String outbox) {
        return folder(outbox, RESULTS);
    }

    @Override
    public Storage open(URI place) {
        var storage = places.get(place);
        if (storage == null) {
            throw new StorageDenied("%s is no place of this deployment".formatted(place), null);
        }
        return storage;
    }
}
