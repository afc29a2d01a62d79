package dev.azulejo.lab.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StartTest {
    private static final float[] OLD = {4, 0};
    private static final float[] LEARNED = {0, 8};

    @Test
    void aNewModelHasAsMuchOfItsStartAsTheRecipeSays() {
        assertThat(new Start("span-x2", null, 0.25).mixed(OLD, LEARNED)).containsExactly(1, 6);
        assertThat(new Start("span-x2", null, 0.0).mixed(OLD, LEARNED)).isEqualTo(LEARNED);
    }

    @Test
    void itIsAllLearnedWhereTheRecipeSaysNothing() {
        assertThat(new Start("span-x2", null, null).mixed(OLD, LEARNED)).isEqualTo(LEARNED);
    }
}
