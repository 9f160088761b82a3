package dev.vitrine.ui.connection;

import static dev.vitrine.ui.support.Messages.text;

import dev.vitrine.service.mirror.MirrorScope;
import java.time.Year;
import java.util.List;

/// Which images are on this machine, in words.
public final class ScopeTexts {
    private static final int NAMED = 3;

    private ScopeTexts() {}

    static String sentence(MirrorScope scope) {
        return with("sync.scope", scope);
    }

    /// @param key of a sentence about them; below it stands one with a year
    private static String with(String key, MirrorScope scope) {
        String users = users(scope.users());
        return scope.since()
                .map(Year::toString)
                .map(year -> text(key + ".since", users, year))
                .orElseGet(() -> text(key, users));
    }

    /// What the search box says while nothing stands in it.
    public static String prompt(MirrorScope scope) {
        return with("sync.scope.search", scope);
    }

    /// What the gallery says where there are none.
    public static String empty(MirrorScope scope) {
        return with("gallery.empty.part", scope);
    }

    private static String users(List<String> users) {
        if (users.size() > NAMED) {
            int named = NAMED - 1;
            return text("sync.scope.more", String.join(", ", users.subList(0, named)), users.size() - named);
        }
        String last = users.getLast();
        return users.size() == 1
                ? last
                : text("sync.scope.and", String.join(", ", users.subList(0, users.size() - 1)), last);
    }
}
