package dev.azulejo.client;

import java.util.List;
import java.util.Map;

/// Lists what a server offers; see [Azulejo#catalog]. Thread-safe.
public final class Catalog {
    private static final int UNAVAILABLE = 503;

    private final Server server;

    Catalog(Server server) {
        this.server = server;
    }

    /// @param scales by which it may enlarge
    public record Recipe(String name, String about, List<Integer> scales) {
        public Recipe {
            scales = List.copyOf(scales);
        }
    }

    /// @param ready whether its weights are there
    public record Model(String id, String version, String about, int scale, String licence, boolean ready) {}

    record Recipes(List<Recipe> recipes) {}

    record Models(List<Model> models) {}

    /// Lists the recipes, whose names jobs give as `recipe`.
    public List<Recipe> recipes() {
        return get("/v1/recipes", Recipes.class).recipes();
    }

    /// Lists the networks that recipes are made of.
    public List<Model> models() {
        return get("/v1/models", Models.class).models();
    }

    /// The options of jobs, as a JSON Schema.
    @SuppressWarnings("unchecked")
    public Map<String, Object> options() {
        return get("/v1/options", Map.class);
    }

    /// Asks how much the tenant of this key may use, and has used.
    public Limits limits() {
        return get("/v1/limits", Limits.class);
    }

    /// Whether the server answers.
    public boolean isHealthy() {
        return "up".equals(get("/v1/health", Map.class).get("status"));
    }

    /// Whether the server can take jobs: it has models and free disk space. The request is sent once. A
    /// deployment has no such address and answers 404.
    public boolean isReady() {
        var once = server.patience();
        try {
            server.with(new Patience(1, once.firstPause(), once.longestPause(), once.silence()))
                    .call("GET", "/v1/ready")
                    .send();
            return true;
        } catch (ProblemException e) {
            if (e.status() == UNAVAILABLE) {
                return false;
            }
            throw e;
        }
    }

    private <T> T get(String path, Class<T> type) {
        return server.call("GET", path).repeatable().send(type);
    }
}
