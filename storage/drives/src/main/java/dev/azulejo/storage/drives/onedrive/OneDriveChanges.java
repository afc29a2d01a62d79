package dev.azulejo.storage.drives.onedrive;

import com.fasterxml.jackson.databind.JsonNode;
import dev.azulejo.storage.drives.DriveChanges;
import dev.azulejo.storage.drives.DriveFile;
import dev.azulejo.storage.drives.DriveFolder;
import dev.azulejo.storage.drives.DriveRequest;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The feed of changes (`delta`). It is asked of the whole drive, because drives for work have no other; what lies
/// beside the place is left out here. Of what is gone it tells no more than the id, so nothing is told of it.
/// Thread-safe.
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

    /// A page on its way. For one thread.
    private final class Page {
        private final Map<String, DriveFile> files = new LinkedHashMap<>();
        private final Map<String, Optional<String>> folders = new HashMap<>(); // where each is, by its id

        private void take(JsonNode json) {
            var item = GraphItem.of(json);
            if (item.isDeleted() || item.parent().isEmpty()) {
                return;
            }
            var folder = folders.computeIfAbsent(item.parent(), this::path);
            if (folder.isEmpty()) {
                return;
            }
            OneDriveService.entry(item, OneDrivePlace.below(folder.get(), item.name()))
                    .ifPresent(entry -> {
                        switch (entry) {
                            case DriveFile file -> files.put(file.path(), file);
                            case DriveFolder changed -> takeAll(changed.path());
                        }
                    });
        }

        /// A folder that has come with all that it holds, or is called otherwise now, is told of alone.
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

        /// Where a folder is below the place; empty where it is not.
        private Optional<String> path(String id) {
            return graph.find(graph.item(id)).filter(GraphItem::isFolder).flatMap(place::pathOf);
        }
    }
}
