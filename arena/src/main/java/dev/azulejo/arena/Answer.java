package dev.azulejo.arena;

import java.util.Set;

public record Answer(Choice choice, Set<Reason> reasons) {
    public Answer {
        reasons = Set.copyOf(reasons);
    }
}
