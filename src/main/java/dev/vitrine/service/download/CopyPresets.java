package dev.vitrine.service.download;

import static dev.vitrine.text.DisplayText.quoted;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.vitrine.files.AtomicFile;
import dev.vitrine.files.FileFailures;
import dev.vitrine.files.Folders;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.Rendition;
import dev.vitrine.text.Folding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What people make copies as, under names of their own: one small JSON file, for window and command line. From any
/// thread and process; blocks for as long as a small file takes.
public final class CopyPresets {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final int LONGEST_NAME = 40;

    private final Path file;

    public CopyPresets(Path file) {
        this.file = file;
    }

    /// By name, in the order of the alphabet.
    ///
    /// @throws ImageException.Invalid when the file is damaged
    public Map<String, Rendition> all() {
        try {
            Map<String, String> written = JSON.readValue(Files.readAllBytes(file), new TypeReference<>() {});
            var presets = empty();
            written.forEach((name, text) -> presets.put(name, Rendition.parse(String.valueOf(text))));
            return Collections.unmodifiableMap(presets);
        } catch (NoSuchFileException _) {
            return Map.of();
        } catch (JacksonException | ImageException.Invalid e) {
            throw new ImageException.Invalid(
                    "What copies are made as is not written as it should be in " + quoted(file)
                            + ": put it right, or remove the file.",
                    e);
        } catch (IOException e) {
            throw FileFailures.reading(file.toString(), e);
        }
    }

    /// Whose letter case and accents do not matter.
    private static TreeMap<String, Rendition> empty() {
        return new TreeMap<>((one, other) -> Folding.fold(one).compareTo(Folding.fold(other)));
    }

    /// By the name that it has, or as it says itself.
    ///
    /// @throws ImageException.Invalid when it is neither, with what there is
    public Rendition named(String text) {
        Map<String, Rendition> presets = all();
        return Optional.ofNullable(presets.get(text.strip())).orElseGet(() -> Rendition.parse(text));
    }

    /// In place of one that has the name.
    ///
    /// @throws ImageException.Invalid when the name is none, or says itself what a copy is
    public void save(String name, Rendition rendition) {
        String clean = name.strip();
        if (clean.isEmpty() || clean.length() > LONGEST_NAME || isRendition(clean)) {
            throw new ImageException.Invalid(
                    "Choose a name of 1 to 40 characters that does not say itself what the copy is.");
        }
        change(presets -> {
            presets.remove(clean); // with its former spelling
            presets.put(clean, rendition);
        });
    }

    private static boolean isRendition(String name) {
        try {
            Rendition.parse(name);
            return true;
        } catch (ImageException.Invalid _) {
            return false;
        }
    }

    /// Does nothing where there is none of this name.
    public void remove(String name) {
        change(presets -> presets.remove(name.strip()));
    }

    private interface Edit {
        void change(Map<String, Rendition> presets);
    }

    private void change(Edit edit) {
        try {
            Folders.create(Folders.of(file));
            AtomicFile.exclusively(file, () -> {
                var presets = empty();
                presets.putAll(all());
                edit.change(presets);
                var written = new TreeMap<String, String>();
                presets.forEach((name, rendition) -> written.put(name, rendition.toString()));
                AtomicFile.replace(file, JSON.writeValueAsBytes(written));
                return written;
            });
        } catch (IOException e) {
            throw FileFailures.writing(file, e);
        }
    }
}
