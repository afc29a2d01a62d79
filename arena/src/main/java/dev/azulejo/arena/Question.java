package dev.azulejo.arena;

import java.util.OptionalInt;

/// Two pictures of one scene, side by side.
///
/// @param repeats number of the earlier question that this one repeats with sides swapped
public record Question(String scene, Picture left, Picture right, OptionalInt repeats) {
    public Question {
        if (left.equals(right)) {
            throw new IllegalArgumentException("both sides of a question are " + left);
        }
    }

    public enum Kind {
        /// Two contenders; only these questions make the ranking.
        ORDINARY,
        /// A contender and a plainly damaged copy of its picture: only a judge who does not look prefers
        /// the copy.
        CATCH,
        /// An earlier question with sides swapped.
        REPEAT
    }

    public Kind kind() {
        if (repeats.isPresent()) {
            return Kind.REPEAT;
        }
        return left.damaged() || right.damaged() ? Kind.CATCH : Kind.ORDINARY;
    }

    public Question repeated(int number) {
        return new Question(scene, /* left= */ right, /* right= */ left, OptionalInt.of(number));
    }

    public boolean shows(String contender, String other) {
        return (left.contender().equals(contender) && right.contender().equals(other))
                || (left.contender().equals(other) && right.contender().equals(contender));
    }
}
