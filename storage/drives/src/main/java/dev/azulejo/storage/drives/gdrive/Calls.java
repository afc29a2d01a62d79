package dev.azulejo.storage.drives.gdrive;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.azulejo.storage.StorageDenied;
import dev.azulejo.storage.StorageFull;
import dev.azulejo.storage.drives.DriveHttp;
import dev.azulejo.storage.drives.DriveReply;
import dev.azulejo.storage.drives.DriveRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Calls of Google Drive's API, one method for each. Shared drives are included. Thread-safe.
final class Calls {
    static final ObjectMapper JSON = new ObjectMapper();
    static final String NAME = "Google Drive";

    private static final Set<String> BUSY = Set.of("rateLimitExceeded", "userRateLimitExceeded", "backendError");
    private static final Set<String> FULL = Set.of(
            "storageQuotaExceeded",
            "teamDriveFileLimitExceeded",
            "numChildrenInNonRootLimitExceeded",
            "activeItemCreationLimitExceeded");
    private static final String ALL_DRIVES = "supportsAllDrives=true";
    private static final int IDS = 20;

    private final DriveHttp http;
    private final String address;
    private final Queue<String> ids = new ConcurrentLinkedQueue<>();

    /// @param address such as `https://www.googleapis.com`
    Calls(DriveHttp http, String address) {
        this.http = http;
        this.address = address;
    }

    String fileAddress(String id, String query) {
        return "%s/drive/v3/files/%s?%s&%s".formatted(address, encoded(id), ALL_DRIVES, query);
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /// @return any answer but refusals that a person must act on
    DriveReply ask(DriveRequest request) {
        return checked(http.ask(request, Calls::isBusy));
    }

    /// @param question sent in its place once an answer was lost
    DriveReply ask(DriveRequest request, DriveRequest question) {
        return checked(http.ask(request, question, Calls::isBusy));
    }

    DriveReply send(DriveRequest request) {
        return checked(http.send(request, Calls::isBusy));
    }

    /// Whether an answer says that the API is busy: it uses 403 too, where others answer 429
    /// (<https://developers.google.com/workspace/drive/api/guides/handle-errors>).
    private static boolean isBusy(DriveReply reply) {
        return reply.status() == 403 && BUSY.contains(reason(reply));
    }

    private static String reason(DriveReply reply) {
        return reply.json().path("error").path("errors").path(0).path("reason").asText();
    }

    private static DriveReply checked(DriveReply reply) {
        if (reply.status() != 403) {
            return reply;
        }
        var message = "%s refuses: %s (%s)"
                .formatted(NAME, reply.json().path("error").path("message").asText(), reason(reply));
        throw FULL.contains(reason(reply)) ? new StorageFull(message, null) : new StorageDenied(message, null);
    }

    /// Finds a file, in the trash or not, if any.
    Optional<RemoteFile> file(String id) {
        var reply = ask(DriveRequest.get(fileAddress(id, "fields=" + RemoteFile.FIELDS)));
        return switch (reply.status()) {
            case 200 -> Optional.of(RemoteFile.of(reply.json()));
            case 404 -> Optional.empty();
            default -> throw reply.unexpected("a question about a file");
        };
    }

    /// The entries of a folder; empty if there is no such folder.
    List<RemoteFile> list(String folder) {
        return found("'%s' in parents and trashed = false".formatted(quoted(folder)));
    }

    /// The entries of a folder with those in the trash, put there by themselves or with their folder.
    List<RemoteFile> all(String folder) {
        return found("'%s' in parents".formatted(quoted(folder)));
    }

    /// The entries of a folder with exactly that name, the oldest first.
    List<RemoteFile> named(String folder, String name) {
        var found =
                found("'%s' in parents and name = '%s' and trashed = false".formatted(quoted(folder), quoted(name)));
        return found.stream() // Drive compares without regard to case
                .filter(file -> file.isShown() && file.name().equals(name))
                .sorted(RemoteFile.OLDEST_FIRST)
                .toList();
    }

    private static String quoted(String text) {
        return text.replace("\\", "\\\\").replace("'", "\\'");
    }

    private List<RemoteFile> found(String query) {
        var files = new ArrayList<RemoteFile>();
        var page = "";
        do {
            var reply = ask(DriveRequest.get(("%s/drive/v3/files?%s&includeItemsFromAllDrives=true&pageSize=1000"
                            + "&fields=nextPageToken,files(%s)&q=%s%s")
                    .formatted(address, ALL_DRIVES, RemoteFile.FIELDS, encoded(query), page)));
            if (reply.status() == 404) {
                return List.of();
            }
            if (reply.status() != 200) {
                throw reply.unexpected("a listing");
            }
            var json = reply.json();
            json.path("files").forEach(file -> files.add(RemoteFile.of(file)));
            var token = json.path("nextPageToken").asText();
            page = token.isEmpty() ? "" : "&pageToken=" + encoded(token);
        } while (!page.isEmpty());
        return files;
    }

    /// A new id for a file to be made: if it is made twice with it, the second time is refused.
    String freshId() {
        var id = ids.poll();
        while (id == null) {
            var reply = ask(DriveRequest.get("%s/drive/v3/files/generateIds?count=%d".formatted(address, IDS)));
            if (reply.status() != 200) {
                throw reply.unexpected("a question for ids");
            }
            reply.json().path("ids").forEach(fresh -> ids.add(fresh.asText()));
            id = ids.poll();
        }
        return id;
    }

    static ObjectNode described(String id, String name, String folder) {
        var json = JSON.createObjectNode().put("id", id).put("name", name);
        json.putArray("parents").add(folder);
        return json;
    }

    RemoteFile makeFolder(String parent, String name) {
        var id = freshId();
        var json = described(id, name, parent).put("mimeType", RemoteFile.FOLDER);
        var reply = ask(DriveRequest.post(
                "%s/drive/v3/files?%s&fields=%s".formatted(address, ALL_DRIVES, RemoteFile.FIELDS), json.toString()));
        return switch (reply.status()) {
            case 200 -> RemoteFile.of(reply.json());
            case 409 -> file(id).orElseThrow(() -> reply.unexpected("a new folder")); // an answer was lost
            default -> throw reply.unexpected("the new folder " + name);
        };
    }

    /// Moves a file into the trash, where its owner finds it for 30 days, or out of it. Does nothing if it
    /// is gone for ever.
    void trash(String id, boolean isIn) {
        var json = JSON.createObjectNode().put("trashed", isIn).toString();
        var reply = ask(DriveRequest.of("PATCH", fileAddress(id, "fields=id")).withJson(json));
        if (reply.status() != 200 && reply.status() != 404) {
            throw reply.unexpected("a removal");
        }
    }

    /// Deletes a file that no other program has ever seen: for ever, or into the trash if that is not
    /// allowed.
    void discard(String id) {
        try {
            var reply = ask(DriveRequest.of("DELETE", fileAddress(id, "")));
            if (reply.status() / 100 != 2 && reply.status() != 404) {
                throw reply.unexpected("a removal");
            }
        } catch (StorageDenied e) {
            trash(id, true);
        }
    }

    /// Reverts a file to the bytes before its newest ones.
    ///
    /// @return whether it could
    boolean revert(RemoteFile newest) {
        var revision = "%s/drive/v3/files/%s/revisions/%s"
                .formatted(address, encoded(newest.id()), encoded(newest.revision()));
        try {
            ask(DriveRequest.of("DELETE", revision));
        } catch (StorageDenied e) {
            return false;
        }
        return file(newest.id())
                .filter(file -> !file.revision().equals(newest.revision()))
                .isPresent();
    }

    /// Begins an upload and returns its address.
    ///
    /// @param target id of a file that gets new bytes; empty for a new file
    DriveReply beginUpload(String target, ObjectNode said, long bytes) {
        var path = target.isEmpty() ? "" : "/" + encoded(target);
        var request = DriveRequest.of(
                        target.isEmpty() ? "POST" : "PATCH",
                        "%s/upload/drive/v3/files%s?uploadType=resumable&%s&fields=%s"
                                .formatted(address, path, ALL_DRIVES, RemoteFile.FIELDS))
                .withJson(said.toString());
        return ask(bytes < 0 ? request : request.with("X-Upload-Content-Length", Long.toString(bytes)));
    }

    /// A request to the address of an upload. It carries our token only if that is the API's own.
    DriveRequest toUpload(String method, String upload) {
        var request = DriveRequest.of(method, upload);
        return upload.startsWith(address + "/") ? request : request.elsewhere();
    }

    /// The present end of the feed of changes.
    String startPage() {
        var reply = ask(DriveRequest.get("%s/drive/v3/changes/startPageToken?%s".formatted(address, ALL_DRIVES)));
        if (reply.status() != 200) {
            throw reply.unexpected("a question for changes");
        }
        return reply.json().path("startPageToken").asText();
    }

    DriveReply changes(String page) {
        return ask(DriveRequest.get(("%s/drive/v3/changes?%s&includeItemsFromAllDrives=true&pageSize=1000&pageToken=%s"
                        + "&fields=nextPageToken,newStartPageToken,changes(fileId,removed,file(%s))")
                .formatted(address, ALL_DRIVES, encoded(page), RemoteFile.FIELDS)));
    }
}
