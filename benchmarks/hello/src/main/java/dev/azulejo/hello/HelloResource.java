package dev.azulejo.hello;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.Map;

/// Says hello, and gives back what it was told.
@Path("/hello")
public class HelloResource {
    @GET
    public Map<String, String> hello() {
        return Map.of("hello", "world");
    }

    @POST
    public JsonNode echo(JsonNode body) {
        return body;
    }
}
