package dev.azulejo.integration.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentedPageTest {
    @Test
    void commandsAreJoinedWhereALineGoesOn() {
        var block = DocumentedPage.parse("a.md", """
                ```sh
                ./azulejo one \\
                  --two

                ./azulejo three
                ```
                """).blocks().getFirst();
        assertThat(block.commands()).containsExactly("./azulejo one --two", "./azulejo three");
        assertThat(block.isRun()).isTrue();
    }

    @Test
    void aMarkSaysWhyABlockIsNotRunOrWhenItIsStopped() {
        var blocks = DocumentedPage.parse("a.md", """
                <!-- not run: needs a moon -->
                ```sh
                fly
                ```
                <!-- stopped: flying -->
                ```sh
                fly
                ```
                ```text
                fly
                ```
                """).blocks();
        assertThat(blocks.get(0).notRun()).contains("needs a moon");
        assertThat(blocks.get(1).stopped()).contains("flying");
        assertThat(blocks.stream().map(DocumentedPage.Block::isRun)).containsExactly(false, true, false);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "```\n./azulejo recipes\n```\n",
                "```\nwhat is this\n```\n",
                "```text\n./azulejo recipes\n```\n",
                "```console\n$ ./azulejo recipes\n```\n",
                "```sh\n\n```\n",
                "Type\n\n    ./azulejo recipes\n",
            })
    void noBlockLeavesOpenWhetherItIsRun(String page) {
        assertThatThrownBy(() -> DocumentedPage.parse("a.md", page))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("a.md:");
    }

    @Test
    void everyBlockOfOursIsRunOrSaysWhyNot() {
        var pages = DocumentedPage.all();
        assertThat(pages).extracting(DocumentedPage::name).contains("README.md", "docs/demo.md", "docs/watch.md");
        assertThat(pages.stream().flatMap(page -> page.blocks().stream()).filter(DocumentedPage.Block::isRun))
                .hasSizeGreaterThan(7);
    }
}
