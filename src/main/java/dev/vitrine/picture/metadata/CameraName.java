package dev.vitrine.picture.metadata;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// One spelling for a camera that has thirty: the maker as people know it, then the model without the maker.
///
/// Cameras write the maker as a company (`NIKON CORPORATION`) and again before the model (`NIKON D850`), and programs
/// change the letters of both. A name that came out of here stays as it is.
final class CameraName {
    /// What makers call themselves, by the word that it begins with, in lower case.
    private static final Map<String, String> MAKERS = Map.ofEntries(
            Map.entry("acer", "Acer"),
            Map.entry("agfaphoto", "AgfaPhoto"),
            Map.entry("apple", "Apple"),
            Map.entry("asahi", "Pentax"),
            Map.entry("asus", "Asus"),
            Map.entry("blackberry", "BlackBerry"),
            Map.entry("canon", "Canon"),
            Map.entry("casio", "Casio"),
            Map.entry("dji", "DJI"),
            Map.entry("eastman", "Kodak"),
            Map.entry("epson", "Epson"),
            Map.entry("fuji", "Fujifilm"),
            Map.entry("fujifilm", "Fujifilm"),
            Map.entry("google", "Google"),
            Map.entry("gopro", "GoPro"),
            Map.entry("hasselblad", "Hasselblad"),
            Map.entry("hewlett-packard", "HP"),
            Map.entry("hmd", "HMD"),
            Map.entry("honor", "Honor"),
            Map.entry("hp", "HP"),
            Map.entry("htc", "HTC"),
            Map.entry("huawei", "Huawei"),
            Map.entry("kodak", "Kodak"),
            Map.entry("konica", "Konica"),
            Map.entry("kyocera", "Kyocera"),
            Map.entry("leica", "Leica"),
            Map.entry("lenovo", "Lenovo"),
            Map.entry("lg", "LG"),
            Map.entry("lge", "LG"),
            Map.entry("mamiya", "Mamiya"),
            Map.entry("minolta", "Minolta"),
            Map.entry("motorola", "Motorola"),
            Map.entry("nikon", "Nikon"),
            Map.entry("nokia", "Nokia"),
            Map.entry("olympus", "Olympus"),
            Map.entry("om", "OM System"),
            Map.entry("oneplus", "OnePlus"),
            Map.entry("oppo", "OPPO"),
            Map.entry("panasonic", "Panasonic"),
            Map.entry("pentax", "Pentax"),
            Map.entry("phase", "Phase One"),
            Map.entry("polaroid", "Polaroid"),
            Map.entry("realme", "realme"),
            Map.entry("research", "BlackBerry"),
            Map.entry("ricoh", "Ricoh"),
            Map.entry("samsung", "Samsung"),
            Map.entry("sanyo", "Sanyo"),
            Map.entry("seiko", "Epson"),
            Map.entry("sigma", "Sigma"),
            Map.entry("sony", "Sony"),
            Map.entry("sonyericsson", "Sony Ericsson"),
            Map.entry("vivo", "vivo"),
            Map.entry("xiaomi", "Xiaomi"),
            Map.entry("zeiss", "Zeiss"),
            Map.entry("zte", "ZTE"));
    /// Whose models these are, where nothing says it.
    private static final Map<String, String> FAMILIES = Map.of(
            "ilce-", "Sony",
            "dsc-", "Sony",
            "slt-", "Sony",
            "dmc-", "Panasonic",
            "dc-", "Panasonic",
            "iphone", "Apple",
            "ipad", "Apple",
            "sm-", "Samsung",
            "coolpix", "Nikon",
            "finepix", "Fujifilm");
    /// By the first word that many others begin with, too: how the whole name begins.
    private static final Map<String, String> WHOLE_NAMES = Map.of(
            "eastman", "Eastman Kodak",
            "phase", "Phase One",
            "research", "Research In Motion",
            "seiko", "Seiko Epson");
    /// Of two words, of which the first is another one.
    private static final List<String> LONG_MAKERS = List.of("Konica Minolta", "Sony Ericsson");
    /// What follows the name of a maker that is not in the table.
    private static final Pattern COMPANY = Pattern.compile(
            "[ ,.]+(camera|company|co|corp|corporation|electronics|gmbh|ag|imaging|inc|incorporated|limited|ltd|optical"
                    + "|technologies|technology|techwin|computer|international)\\b.*",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern KIND =
            Pattern.compile(" *\\b((zoom )?digital (still )?camera)$", Pattern.CASE_INSENSITIVE);
    private static final Pattern MARK = Pattern.compile("\\bMARK\\b");

    private CameraName() {}

    /// @param make and model in one line each; `""` where the file does not say it
    static String of(String make, String model) {
        String named = MARK.matcher(KIND.matcher(model).replaceAll("")).replaceAll("Mark");
        Optional<String> maker = maker(named)
                .or(() -> maker(make))
                // a telephone may have its model for a maker
                .or(() -> Optional.of(COMPANY.matcher(make).replaceAll(""))
                        .filter(rest -> !rest.isEmpty() && !rest.equalsIgnoreCase(named)))
                .or(() -> family(named));
        if (maker.isEmpty()) {
            return named;
        }
        if (named.regionMatches(true, 0, maker.get() + "-", 0, maker.get().length() + 1)) {
            return named;
        }
        String rest = without(maker.get(), named);
        return rest.isEmpty() ? maker.get() : maker.get() + " " + rest;
    }

    private static Optional<String> maker(String text) {
        String first = firstWord(text);
        return Optional.ofNullable(MAKERS.get(first))
                .filter(_ -> beginsWith(text, WHOLE_NAMES.getOrDefault(first, first)))
                .map(maker -> LONG_MAKERS.stream()
                        .filter(longer -> beginsWith(text, longer))
                        .findFirst()
                        .orElse(maker));
    }

    private static Optional<String> family(String model) {
        return FAMILIES.keySet().stream()
                .filter(family -> model.regionMatches(true, 0, family, 0, family.length()))
                .map(FAMILIES::get)
                .findFirst();
    }

    /// The model without what it begins with, as often as it does: the maker, or its first word in other letters.
    private static String without(String maker, String model) {
        String rest = model;
        while (true) {
            String before = rest;
            String known = firstWord(rest);
            if (beginsWith(rest, maker)) {
                rest = rest.substring(maker.length()).strip();
            } else if (maker.equals(MAKERS.get(known))) {
                rest = rest.substring(known.length()).strip();
            }
            if (rest.equals(before)) {
                return rest;
            }
        }
    }

    private static boolean beginsWith(String text, String name) {
        return text.regionMatches(true, 0, name, 0, name.length())
                && (text.length() == name.length()
                        || !Character.isLetterOrDigit(text.charAt(name.length())) && text.charAt(name.length()) != '-');
    }

    private static String firstWord(String text) {
        return Stream.of(text.split("[ ,]", 2)).findFirst().orElse("").toLowerCase(Locale.ROOT);
    }
}
