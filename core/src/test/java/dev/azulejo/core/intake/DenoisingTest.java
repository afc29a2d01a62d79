package dev.azulejo.core.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.azulejo.core.job.request.JobRequest;
import dev.azulejo.core.job.request.SourceRef;
import dev.azulejo.core.model.SampleModels;
import dev.azulejo.core.recipe.Step;
import dev.azulejo.storage.StorageUri;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How much of the noise a chain removes, by what was said of it.
class DenoisingTest {
    private static final StorageUri URI_OF_ALL = new StorageUri(URI.create("s3://inbox"), "a.png");
    private static final SourceRef SOURCE = new SourceRef(URI_OF_ALL, "v1", 5);

    private final Resolver resolver = new Resolver(new SampleModels());

    @ParameterizedTest
    @CsvSource({
        "recipe=denoise,                             ffdnet 95",
        "recipe=denoise denoise=95,                  ffdnet 95",
        "recipe=denoise denoise=1,                   ffdnet 1",
        "recipe=denoise denoise=99,                  ffdnet 99",
        "recipe=denoise denoise=100,                 ffdnet",
        "recipe=denoise denoise=0,                   ''",
        "recipe=denoise strength=9,                  ffdnet of 9.0",
        "'steps=ffdnet,span-x2',                     ffdnet 95 span-x2",
        "'steps=ffdnet,span-x2 denoise=40',          ffdnet 40 span-x2",
        "'steps=ffdnet,span-x2 denoise=0',           span-x2",
        "'steps=ffdnet,span-x2 strength=9 scale=2',  ffdnet of 9.0 span-x2",
        "recipe=photo-x2,                            span-x2"
    })
    void theShareIsThatOfModelsThatEstimate(String said, String expected) {
        var steps = request(said).chain().steps().stream().map(DenoisingTest::text);
        assertThat(String.join(" ", steps.toList())).isEqualTo(expected);
    }

    private static String text(Step step) {
        var strength = step.strength() == null ? "" : " of " + step.strength();
        return step.model() + strength + (step.denoise() == null ? "" : " " + step.denoise());
    }

    @Test
    void withoutItsModelTheSizeStaysAndTheJobIsItsOwn() {
        var none = request("recipe=denoise denoise=0");
        assertThat(none.chain().scale()).isEqualTo(1);
        assertThat(none.problems()).isNull();
        assertThat(List.of(none, request("recipe=denoise"), request("recipe=denoise denoise=100")))
                .extracting(JobRequest::job)
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            -   | 0   | a step of ffdnet removes 0 % of the noise, not 1 to 99; all of it is not said
            7.5 | 100 | a step of ffdnet removes 100 % of the noise, not 1 to 99; all of it is not said
            """)
    void aStepThatSaysTooMuchIsABug(Double strength, int denoise, String message) {
        assertThatThrownBy(() -> new Step("ffdnet", "5e".repeat(32), strength, denoise, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    private JobRequest request(String said) {
        var options = new Options(new SampleModels());
        options.addCommand(OptionsTest.said(said));
        return resolver.request(
                SOURCE, 1, options.wanted("none"), SourceLook.NOTHING, List.of(URI_OF_ALL), options.problems());
    }
}
