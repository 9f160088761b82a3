package dev.vitrine.cli;

import dev.vitrine.connection.Library;
import dev.vitrine.files.FileFailures;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.Rendition;
import dev.vitrine.image.Rendition.KeptMetadata;
import dev.vitrine.service.share.CreatedPage;
import dev.vitrine.service.share.Links;
import dev.vitrine.service.share.PagePassword;
import dev.vitrine.service.share.PageRequest;
import dev.vitrine.service.share.SharedPages;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Makes a page and says the link that opens it.
@Command(name = "create")
final class PageCreate extends LibraryCommand {
    private static final System.Logger LOG = System.getLogger(PageCreate.class.getName());
    private static final Path STANDARD_INPUT = Path.of("-");
    private static final Pattern SPAN = Pattern.compile("([1-9][0-9]{0,5})([smhd])");

    @Option(names = "--title", paramLabel = "TITLE")
    private String title = "";

    @Option(names = "--expires", paramLabel = "TIME")
    private String expires = "7d";

    @Option(names = "--size", paramLabel = "PIXELS")
    private int longSide = PageRequest.USUAL.longSide();

    @Option(names = "--copyright")
    private boolean copyright;

    @Option(names = "--password-file", paramLabel = "FILE")
    private Optional<Path> passwordFile = Optional.empty();

    @Mixin
    private ImageIds imageIds;

    @Override
    public Integer call() {
        var copies = new Rendition(
                PageRequest.USUAL.type(), longSide, copyright ? KeptMetadata.COPYRIGHT : KeptMetadata.NONE);
        var request = new PageRequest(
                title,
                lifetime(expires),
                copies,
                Locale.ENGLISH,
                passwordFile.map(this::password),
                System.getProperty("user.name", ""));
        List<String> ids = imageIds.read(terminal);
        try (CommandLibrary opened = choice.open(context);
                ProgressLine line = new ProgressLine(terminal)) {
            Library library = opened.library();
            SharedPages pages = PageLines.pages(library);
            sweep(library);
            Map<String, ImageException> failed = new LinkedHashMap<>();
            CreatedPage made = pages.make(found(library, ids, failed), request, line.counting());
            line.clear();
            made.failed().forEach((image, failure) -> failed.put(image.imageId(), failure));
            return print(made, failed);
        }
    }

    /// Of what has ended; who may not delete leaves it to others.
    private static void sweep(Library library) {
        try {
            library.sharing().ifPresent(Links::sweep);
        } catch (ImageException.Denied e) {
            LOG.log(Level.INFO, "shared copies were not looked through", e);
        }
    }

    private static List<ImageRecord> found(Library library, List<String> ids, Map<String, ImageException> failed) {
        var images = new ArrayList<ImageRecord>();
        for (String id : ids) {
            library.images()
                    .find(id)
                    .ifPresentOrElse(
                            images::add,
                            () -> failed.put(id, new ImageException.NotFound(CommandTexts.of("get.none"))));
        }
        if (images.isEmpty()) {
            throw new ImageException.NotFound(CommandTexts.of("get.none"));
        }
        return images;
    }

    /// Its first line. A password among the words of a command could be read by everybody on the machine.
    private PagePassword password(Path file) {
        try {
            byte[] read = file.equals(STANDARD_INPUT) ? terminal.in().readAllBytes() : Files.readAllBytes(file);
            return new PagePassword(
                    new String(read, StandardCharsets.UTF_8).lines().findFirst().orElse(""));
        } catch (IOException e) {
            throw FileFailures.reading(file.toString(), e);
        }
    }

    private static Duration lifetime(String typed) {
        Matcher span = SPAN.matcher(typed.strip());
        if (!span.matches()) {
            throw new ImageException.Invalid(CommandTexts.of("page.badTime", typed));
        }
        long number = Long.parseLong(span.group(1));
        return switch (span.group(2)) {
            case "d" -> Duration.ofDays(number);
            case "h" -> Duration.ofHours(number);
            case "m" -> Duration.ofMinutes(number);
            default -> Duration.ofSeconds(number);
        };
    }

    private int print(CreatedPage made, Map<String, ImageException> failed) {
        if (json.isWanted()) {
            var answer = PageLines.fields(made.page());
            answer.put("presigned_url", made.link().address().toString());
            answer.put("failed", JsonAnswer.failures(failed));
            JsonAnswer.print(terminal, answer);
        } else {
            terminal.sayLine(made.link().address().toString());
            terminal.out().flush();
            terminal.note(
                    made.cutShort() ? "page.madeShort" : "page.made",
                    made.page().images(),
                    PageLines.minute(made.page().endsAt()),
                    made.page().id());
            failed.forEach((id, failure) -> terminal.note("bulk.failed", id, failure.getMessage()));
        }
        return BulkAnswer.exitCode(List.copyOf(failed.values()));
    }
}
