package dev.azulejo.api.enhance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class EnhanceTaskTest {
    @Test
    void theDocumentNamesEveryWord() throws IOException {
        var words = new ArrayList<String>();
        try (var in = EnhanceTaskTest.class.getResourceAsStream("/dev/azulejo/api/document/parts.json")) {
            new ObjectMapper()
                    .readTree(in)
                    .at("/fields/EnhanceRequest.enhancements/items/enum")
                    .forEach(word -> words.add(word.asText()));
        }
        assertThat(words).isEqualTo(EnhanceTask.allWords());
    }
}
