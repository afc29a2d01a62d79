package dev.azulejo.storage.drives.onedrive;

import com.fasterxml.jackson.databind.JsonNode;
import dev.azulejo.storage.drives.DriveChanges;
import dev.azulejo.storage.drives.DriveFile;
import dev.azulejo.storage.drives.DriveFolder;
import dev.azulejo.storage.drives.DriveRequest;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The feed of changes (`delta`). It is asked for the whole drive, because drives for work have no other;
/// changes outside the place are left out here. Of removed items it reports no more than the id, so
/// removals are not reported. Thread-safe.
final class OneDriveChanges {
    private final Graph graph;
    private final OneDrivePlace place;
    private final OneDriveService service;

    OneDriveChanges(Graph graph, OneDrivePlace place, OneDriveService service) {
        this.graph = graph;
        this.place = place;
        this.service = service;
    }

    String now() {
        var answer = graph.ask(DriveRequest.get(graph.at("", "/delta?token=latest")));
        var link = answer.json().path("@odata.deltaLink").asText("");
        if (!answer.isFine() || link.isEmpty()) {
            throw answer.failure("to follow changes");
        }
        return graph.own(link);
    }

    DriveChanges since(String cursor) {
        var answer = graph.ask(DriveRequest.get(graph.own(cursor)).with("deltaExcludeParent", "true"));
        if (answer.status() == GraphAnswer.GONE) {
            return new DriveChanges(List.of(), List.of(), now(), false, true);
        }
        if (!answer.isFine()) {
            throw answer.failure("for what has changed");
        }
        var more = answer.json().path("@odata.nextLink").asText("");
        var last = answer.json().path("@odata.deltaLink").asText("");
        var page = new Page();
        answer.json().path("value").forEach(page::take);
        return new DriveChanges(
                List.copyOf(page.files.values()),
                List.of(),
                graph.own(more.isEmpty() ? last : more),
                !more.isEmpty(),
                false);
    }

    /// A page in the making. For one thread.
    private final class Page {
        private final Map<String, DriveFile> files = new LinkedHashMap<>();

        /// Takes a changed item, which is looked up: the feed states neither its place nor, in drives for
        /// work, its cTag.
        private void take(JsonNode json) {
            var told = GraphItem.of(json);
            if (told.isDeleted() || !(told.isFile() || told.isFolder())) {
                return;
            }
            var item = graph.find(graph.item(told.id()));
            var path = item.flatMap(place::pathOf).filter(below -> !below.isEmpty());
            if (item.isEmpty() || path.isEmpty()) {
                return;
            }
            OneDriveService.entry(item.get(), path.get()).ifPresent(entry -> {
                switch (entry) {
                    case DriveFile file -> files.put(file.path(), file);
                    case DriveFolder folder -> takeAll(folder.path());
                }
            });
        }

        /// Takes the contents of a folder that came or was renamed, for which the feed reports the folder
        /// alone.
        private void takeAll(String changed) {
            var todo = new ArrayDeque<>(List.of(changed));
            while (!todo.isEmpty()) {
                for (var entry : service.children(todo.remove())) {
                    switch (entry) {
                        case DriveFile file -> files.put(file.path(), file);
                        case DriveFolder folder -> todo.add(folder.path());
                    }
                }
            }
        }
    }
}
