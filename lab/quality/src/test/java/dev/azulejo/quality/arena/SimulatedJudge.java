package dev.azulejo.quality.arena;

import dev.azulejo.arena.Choice;
import dev.azulejo.arena.Picture;
import dev.azulejo.arena.Question;
import dev.azulejo.arena.ranking.Chances;
import java.util.List;
import java.util.random.RandomGenerator;

/// A judge who answers questions in a known way.
interface SimulatedJudge {
    List<Choice> CHOICES = List.of(Choice.values());

    /// The world of pictures with known strengths.
    interface World {
        /// The strength of a contender on a scene; a damaged picture is much worse.
        double strength(String scene, Picture picture);
    }

    Choice answer(Question question, World world, RandomGenerator random);

    /// A judge who looks, and is moved by differences as much as `attention` says; slips in one of fifty.
    static SimulatedJudge honest(double attention, double nu) {
        return (question, world, random) -> {
            if (random.nextInt(50) == 0) {
                return anything(random);
            }
            double difference = world.strength(question.scene(), question.left())
                    - world.strength(question.scene(), question.right());
            var chances = Chances.of(attention * difference, nu);
            double place = random.nextDouble();
            if (place < chances.first()) {
                return Choice.LEFT;
            }
            if (place < chances.first() + chances.second()) {
                return Choice.RIGHT;
            }
            return random.nextInt(4) == 0 ? Choice.BOTH_BAD : Choice.TIE;
        };
    }

    /// A judge who sees pictures of each contender as better or worse by a fixed amount than others do.
    static SimulatedJudge withTaste(double[] likes, SimulatedJudge honest) {
        return (question, world, random) -> honest.answer(
                question,
                (scene, picture) -> world.strength(scene, picture) + likes[Integer.parseInt(picture.contender())],
                random);
    }

    static SimulatedJudge always(Choice choice) {
        return (_, _, _) -> choice;
    }

    static SimulatedJudge random() {
        return (_, _, random) -> anything(random);
    }

    /// A judge who looks, and says the opposite.
    static SimulatedJudge inverted(SimulatedJudge honest) {
        return (question, world, random) ->
                honest.answer(question, world, random).swapped();
    }

    /// A judge who says the opposite, but recognises catch trials and answers those well.
    static SimulatedJudge cunning(SimulatedJudge honest) {
        return (question, world, random) -> {
            var answer = honest.answer(question, world, random);
            return question.kind() == Question.Kind.CATCH ? answer : answer.swapped();
        };
    }

    private static Choice anything(RandomGenerator random) {
        return CHOICES.get(random.nextInt(CHOICES.size()));
    }
}
