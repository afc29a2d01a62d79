package dev.azulejo.api.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.azulejo.arena.Choice;
import dev.azulejo.events.OutcomeEvent;
import dev.azulejo.events.TrialEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/// What `parts.json` repeats is what the code says.
class PartsTest {
    private static JsonNode parts() throws IOException {
        try (var in = PartsTest.class.getResourceAsStream("parts.json")) {
            return new ObjectMapper().readTree(in);
        }
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    @Test
    void typesOfEventsAreThoseThatAreSent() throws IOException {
        assertThat(texts(parts().at("/fields/NewWebhook.types/items/enum"))).isEqualTo(OutcomeEvent.TYPES);
        assertThat(texts(parts().at("/fields/WebhookChange.types/items/enum"))).isEqualTo(OutcomeEvent.TYPES);
        var all = new ArrayList<>(OutcomeEvent.TYPES);
        all.add(TrialEvent.TYPE);
        assertThat(texts(parts().at("/schemas/JobEvent/properties/type/enum"))).isEqualTo(all);
    }

    @Test
    void choicesOfJudgesAreThoseThatAreTaken() throws IOException {
        assertThat(texts(parts().at("/fields/Voted.choice/enum")))
                .isEqualTo(Arrays.stream(Choice.values())
                        .map(choice -> choice.name().toLowerCase(Locale.ROOT))
                        .toList());
    }
}
