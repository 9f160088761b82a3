package dev.vitrine.text;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Function;

/// What fits what a person types: names that begin with it come first, then those that hold it further on; within both,
/// the order they came in. Names are compared folded.
public final class Matches {
    private final String typed;

    private Matches(String typed) {
        this.typed = typed;
    }

    /// @param typed blanks at its ends count; `""` fits everything
    public static Matches of(String typed) {
        return new Matches(Folding.fold(typed));
    }

    public boolean begins(String name) {
        return Folding.fold(name).startsWith(typed);
    }

    /// Those that begin with it, then those that contain it anywhere.
    public <T> List<T> among(Collection<T> candidates, Function<? super T, String> name) {
        return ranked(candidates, name, String::contains);
    }

    /// Those that begin with it, then those of which a later word does.
    public <T> List<T> amongWords(Collection<T> candidates, Function<? super T, String> name) {
        return ranked(candidates, name, Matches::hasLaterWord);
    }

    private <T> List<T> ranked(
            Collection<T> candidates, Function<? super T, String> name, BiPredicate<String, String> holds) {
        var ranked = new ArrayList<T>();
        var later = new ArrayList<T>();
        for (T candidate : candidates) {
            String folded = Folding.fold(name.apply(candidate));
            if (folded.startsWith(typed)) {
                ranked.add(candidate);
            } else if (holds.test(folded, typed)) {
                later.add(candidate);
            }
        }
        ranked.addAll(later);
        return ranked;
    }

    private static boolean hasLaterWord(String name, String beginning) {
        for (int at = name.indexOf(beginning); at >= 0; at = name.indexOf(beginning, at + 1)) {
            if (at > 0 && !Character.isLetterOrDigit(name.charAt(at - 1))) {
                return true;
            }
        }
        return false;
    }
}
