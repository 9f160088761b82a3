package dev.vitrine.cli;

import dev.vitrine.image.ImageException;
import dev.vitrine.image.Rendition;
import dev.vitrine.service.download.CopyPresets;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/// What copies are made as, in words or by the name of a preset.
final class RenditionChoice {
    @Option(names = "--as", paramLabel = "COPY", descriptionKey = "as")
    private Optional<String> typed = Optional.empty();

    boolean isMade() {
        return typed.isPresent();
    }

    /// @throws ImageException.Invalid with what there is
    Optional<Rendition> rendition(CommandContext context) {
        var presets = new CopyPresets(context.connections().folders().presets());
        try {
            return typed.map(presets::named);
        } catch (ImageException.Invalid e) {
            Map<String, Rendition> there = presets.all();
            String none = CommandTexts.of("get.noSuchCopy", typed.orElse(""));
            throw new ImageException.Invalid(
                    there.isEmpty() ? none : none + " " + CommandTexts.of("get.presets", list(there)), e);
        }
    }

    private static String list(Map<String, Rendition> presets) {
        return presets.entrySet().stream()
                .map(preset -> preset.getKey() + " (" + preset.getValue() + ")")
                .collect(Collectors.joining(", "));
    }
}
