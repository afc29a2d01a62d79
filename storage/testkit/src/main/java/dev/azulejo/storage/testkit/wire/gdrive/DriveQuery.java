package dev.azulejo.storage.testkit.wire.gdrive;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// The part of the language of searches that is used here
/// (<https://developers.google.com/workspace/drive/api/guides/ref-search-terms>): `'id' in parents`,
/// `trashed = false`, `name` and `mimeType` with `=` and `!=`, `and`, `or`, `not` and parentheses. In texts
/// `\` stands before `'` and `\`. Names are compared without regard to case, as the real service does.
final class DriveQuery {
    private static final Pattern TOKEN =
            Pattern.compile("\\s*(?:'((?:[^'\\\\]|\\\\.)*)'|(!=|=|\\(|\\))|([A-Za-z]+))", Pattern.DOTALL);
    private static final String TEXT = "'";

    private final Items items;
    private final List<String> tokens;
    private int at;

    private DriveQuery(Items items, List<String> tokens) {
        this.items = items;
        this.tokens = tokens;
    }

    /// @throws DriveProblem for a text that is no such query, or names a missing folder
    static Predicate<Item> parse(String query, Items items) {
        if (query.isBlank()) {
            return _ -> true;
        }
        var parser = new DriveQuery(items, tokens(query));
        var found = parser.any();
        if (parser.at != parser.tokens.size()) {
            throw DriveProblem.invalid("q");
        }
        return found;
    }

    /// Splits a query into tokens; texts begin with a quote.
    private static List<String> tokens(String query) {
        var tokens = new ArrayList<String>();
        var matcher = TOKEN.matcher(query.strip());
        int end = 0;
        while (end < query.strip().length()) {
            if (!matcher.find(end) || matcher.start() != end) {
                throw DriveProblem.invalid("q");
            }
            end = matcher.end();
            tokens.add(
                    matcher.group(1) != null
                            ? TEXT + matcher.group(1).replaceAll("\\\\(.)", "$1")
                            : matcher.group().strip());
        }
        return tokens;
    }

    private Predicate<Item> any() {
        var found = all();
        while (take("or")) {
            found = found.or(all());
        }
        return found;
    }

    private Predicate<Item> all() {
        var found = one();
        while (take("and")) {
            found = found.and(one());
        }
        return found;
    }

    private Predicate<Item> one() {
        if (take("not")) {
            return one().negate();
        }
        if (take("(")) {
            var inner = any();
            require(")");
            return inner;
        }
        var term = next();
        if (term.startsWith(TEXT)) {
            require("in");
            require("parents");
            return in(term.substring(1));
        }
        boolean isNot = take("!=");
        if (!isNot) {
            require("=");
        }
        var compared = compared(term, next());
        return isNot ? compared.negate() : compared;
    }

    private Predicate<Item> in(String parent) {
        if (items.find(parent).isEmpty()) {
            throw DriveProblem.notFound("");
        }
        return item -> item.parent.equals(Items.known(parent));
    }

    private Predicate<Item> compared(String term, String value) {
        return switch (term) {
            case "name" -> item -> item.name.equalsIgnoreCase(text(value));
            case "mimeType" -> item -> item.type.equals(text(value));
            case "trashed" -> {
                if (!value.equals("true") && !value.equals("false")) {
                    throw DriveProblem.invalid("q");
                }
                yield item -> items.isTrashed(item) == value.equals("true");
            }
            default -> throw DriveProblem.invalid("q");
        };
    }

    private static String text(String value) {
        if (!value.startsWith(TEXT)) {
            throw DriveProblem.invalid("q");
        }
        return value.substring(1);
    }

    private boolean take(String token) {
        if (at < tokens.size() && tokens.get(at).equals(token)) {
            at++;
            return true;
        }
        return false;
    }

    private void require(String token) {
        if (!take(token)) {
            throw DriveProblem.invalid("q");
        }
    }

    private String next() {
        if (at == tokens.size()) {
            throw DriveProblem.invalid("q");
        }
        return tokens.get(at++);
    }
}
