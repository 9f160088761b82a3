package dev.vitrine.ui.support;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The sentences of services in the language of the window.
///
/// Services speak English, because their sentences also reach logs, the command line, REST and the journals of uploads,
/// where those of earlier runs lie. What they say is in the bundle too, under `sentence.`, as a pattern with
/// placeholders for names, places and reasons: a sentence is recognized by it, and said again in the other language
/// with the same names. SentencesTest holds that every sentence of the sources has its pattern.
public final class Sentences {
    private static final String PREFIX = "sentence.";
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\d)}");
    private static final Pattern QUOTED = Pattern.compile("“(.*)”", Pattern.DOTALL);
    private static final Pattern GROUPED = Pattern.compile("\\d{1,3}(,\\d{3})+");
    private static final Pattern SENTENCE_END = Pattern.compile("(?<=\\.) ");
    /// A reason within a reason; no sentence of ours is deeper.
    private static final int DEEPEST = 4;

    private record Known(String key, Pattern pattern, List<Integer> places, int letters) {}

    private Sentences() {}

    /// Of what was written for every language once: at the first sentence of another language than English.
    private static final class Catalog {
        static final List<Known> ALL = Messages.englishKeys(PREFIX).stream()
                .map(key -> known(key, Messages.english(key)))
                .sorted(Comparator.comparingInt(Known::letters).reversed())
                .toList();
    }

    /// As it is where it is not known.
    public static String text(String english) {
        return translated(english).orElse(english);
    }

    /// Empty when nothing in the catalog says this.
    static Optional<String> translated(String english) {
        return Messages.isEnglish() ? Optional.of(english) : translated(english, 0);
    }

    private static Optional<String> translated(String english, int depth) {
        String plain = english.replace('\'', '’');
        for (Known known : Catalog.ALL) {
            Matcher matcher = known.pattern().matcher(plain);
            if (matcher.matches()) {
                var arguments = new Object[10];
                for (int i = 0; i < known.places().size(); i++) {
                    arguments[known.places().get(i)] = argument(matcher.group(i + 1), depth);
                }
                return Optional.of(Messages.text(known.key(), arguments));
            }
        }
        return Optional.empty();
    }

    /// A name in the quotation marks of the language, a large number with its marks, a reason in its words.
    private static String argument(String english, int depth) {
        if (GROUPED.matcher(english).matches()) {
            return Format.count(Long.parseLong(english.replace(",", "")));
        }
        Matcher quoted = QUOTED.matcher(english);
        if (quoted.matches() && quoted.group(1).indexOf('”') < 0) {
            return Messages.text("sentence.quoted", quoted.group(1));
        }
        return depth < DEEPEST ? translated(english, depth + 1).orElseGet(() -> each(english, depth + 1)) : english;
    }

    /// Several reasons, one after the other.
    private static String each(String english, int depth) {
        return SENTENCE_END
                .splitAsStream(english)
                .map(sentence -> translated(sentence, depth).orElse(sentence))
                .collect(Collectors.joining(" "));
    }

    private static Known known(String key, String template) {
        var pattern = new StringBuilder();
        var places = new ArrayList<Integer>();
        int letters = 0;
        int end = 0;
        Matcher placeholder = PLACEHOLDER.matcher(template);
        while (placeholder.find()) {
            letters += placeholder.start() - end;
            pattern.append(Pattern.quote(template.substring(end, placeholder.start())))
                    .append("(.*?)");
            places.add(Integer.parseInt(placeholder.group(1)));
            end = placeholder.end();
        }
        pattern.append(Pattern.quote(template.substring(end)));
        letters += template.length() - end;
        return new Known(key, Pattern.compile(pattern.toString(), Pattern.DOTALL), List.copyOf(places), letters);
    }
}
