package dev.azulejo.arena.store;

/// Keys of an arena's objects.
///
/// | key | holds |
/// |---|---|
/// | `arena.json` | contenders, scenes and where their pictures are; written last, once |
/// | `pictures/{drawn}.png` | a scene as a contender made it |
/// | `judges/{judge}.json` | who was invited |
/// | `asked/{judge}/{number}.json` | a question, before its judge sees it |
/// | `votes/{judge}/{number}.json` | its answer, with the question |
///
/// All are written if they are absent, and never changed.
final class ArenaKeys {
    static final String ARENA = "arena.json";
    static final String JUDGES = "judges/";
    static final String VOTES = "votes/";
    private static final String JSON = ".json";

    private ArenaKeys() {}

    static String picture(String drawn) {
        return "pictures/" + drawn + ".png";
    }

    static String judge(String judge) {
        return JUDGES + judge + JSON;
    }

    static String asked(String judge) {
        return "asked/" + judge + "/";
    }

    static String asked(String judge, int number) {
        return asked(judge) + numbered(number);
    }

    static String vote(String judge, int number) {
        return VOTES + judge + "/" + numbered(number);
    }

    /// A number padded so that a listing has its keys in their order.
    private static String numbered(int number) {
        return "%06d%s".formatted(number, JSON);
    }
}
