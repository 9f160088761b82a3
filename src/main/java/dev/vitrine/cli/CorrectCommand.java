package dev.vitrine.cli;

import dev.vitrine.image.Correction;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageFacts;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.ImageTime;
import dev.vitrine.image.Orientation;
import dev.vitrine.service.ImagePages;
import dev.vitrine.service.ImageService;
import dev.vitrine.service.edit.BulkEdits;
import dev.vitrine.service.edit.BulkEdits.Correcting;
import dev.vitrine.service.edit.BulkEdits.EditOutcome;
import dev.vitrine.service.fill.TakenTimes;
import dev.vitrine.text.TimeShift;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Sets right when images were taken, or how they are turned, after it was said what becomes of the first and the last.
@Command(name = "correct")
final class CorrectCommand extends LibraryCommand {
    private static final class CorrectAct {
        @Option(names = "--taken", paramLabel = "TIME")
        private Optional<String> taken = Optional.empty();

        @Option(names = "--shift", paramLabel = "TIME")
        private Optional<String> shift = Optional.empty();

        @Option(names = "--camera-time")
        private boolean cameraTime;

        @Option(names = "--turn", paramLabel = "HOW")
        private Optional<Turn> turn = Optional.empty();
    }

    private enum Turn {
        RIGHT,
        LEFT,
        AROUND,
        MIRROR,
        BACK
    }

    @ArgGroup(multiplicity = "1")
    private CorrectAct act = new CorrectAct();

    @Option(names = "--dry-run")
    private boolean dryRun;

    @Option(names = "--yes")
    private boolean yes;

    @Mixin
    private ImageIds imageIds;

    @Override
    public Integer call() {
        Correcting correcting = correcting();
        List<String> ids = imageIds.read(terminal);
        try (CommandLibrary opened = choice.openSearchable(context)) {
            ImageService images = opened.library().images();
            if (dryRun) {
                var planned = new ArrayList<Map<String, Object>>();
                ImagePages.of(ids, images).stream(ids.size()).forEach(row -> {
                    ImageRecord image = known(row, images);
                    if (json.isWanted()) {
                        planned.add(plan(image, correcting));
                    } else {
                        terminal.sayLine(preview(image, correcting));
                    }
                });
                return EditAnswer.print(context, json, ids.size(), planned);
            }
            agree(ids, images, correcting, opened.library().name());
            try (var line = new ProgressLine(terminal)) {
                var edits = new BulkEdits(images);
                EditOutcome outcome = act.turn.isPresent()
                        ? edits.correct(ids, correcting, line.counting())
                        : edits.correctTimes(ids, correcting, line.counting());
                line.clear();
                return EditAnswer.print(context, json, ids.size(), Optional.of(outcome));
            }
        }
    }

    private Correcting correcting() {
        if (act.turn.isPresent()) {
            Turn turn = act.turn.get();
            return image -> turned(image.correction(), turn);
        }
        if (act.cameraTime) {
            return image -> image.correction().withTakenAt(Correction.cameraTime(image.facts()));
        }
        if (act.shift.isPresent()) {
            Duration shift = TimeShift.parse(act.shift.get())
                    .orElseThrow(() -> new ImageException.Invalid(CommandTexts.of("correct.shift", act.shift.get())));
            return image -> image.correction().shifted(shift);
        }
        String typed = act.taken.orElse("");
        LocalDateTime moment = ImageTime.parseTyped(typed)
                .orElseThrow(() -> new ImageException.Invalid(CommandTexts.of("correct.time", typed)));
        Optional<LocalDateTime> taken = Correction.NONE.withTakenAt(moment).takenAt();
        return image -> image.correction().withTakenAt(taken);
    }

    private static Correction turned(Correction correction, Turn turn) {
        return switch (turn) {
            case RIGHT -> correction.turned(Orientation.TURN_RIGHT);
            case LEFT -> correction.turned(Orientation.TURN_LEFT);
            case AROUND -> correction.turned(Orientation.UPSIDE_DOWN);
            case MIRROR -> correction.turned(Orientation.MIRRORED);
            case BACK -> new Correction(correction.takenAt(), Orientation.UPRIGHT);
        };
    }

    /// Of one image nobody is asked: the same command takes it back.
    private void agree(List<String> ids, ImageService images, Correcting correcting, String library) {
        if (yes || ids.size() == 1) {
            return;
        }
        images.findAll(List.of(ids.getFirst(), ids.getLast()))
                .forEach(image -> terminal.noteLine(preview(known(image, images), correcting)));
        Confirmation.require(terminal, yes, CommandTexts.of("correct.sure", ids.size(), library), "correct.nothing");
    }

    /// With the time that its file says where its row says none.
    private ImageRecord known(ImageRecord image, ImageService images) {
        return act.turn.isPresent() ? image : new TakenTimes(images).known(image);
    }

    /// An image before and after, on a line.
    private String preview(ImageRecord image, Correcting correcting) {
        ImageFacts before = image.facts();
        ImageFacts after = correcting.of(image).appliedTo(before);
        return image.imageId() + "  " + (act.turn.isPresent() ? lying(before) : time(before)) + " \u2192 "
                + (act.turn.isPresent() ? lying(after) : time(after)) + "  " + image.title();
    }

    private static Map<String, Object> plan(ImageRecord image, Correcting correcting) {
        ImageFacts before = image.facts();
        return Map.of(
                "image_id", image.imageId(),
                "before", fields(before),
                "after", fields(correcting.of(image).appliedTo(before)));
    }

    /// As the row has them.
    private static Map<String, String> fields(ImageFacts facts) {
        var fields = new TreeMap<String, String>();
        Correction.ATTRIBUTES.stream()
                .filter(attribute -> !facts.text(attribute).isEmpty())
                .forEach(attribute -> fields.put(attribute.field(), facts.text(attribute)));
        return fields;
    }

    private static String time(ImageFacts facts) {
        return facts.takenAt().map(ImageTime::format).orElseGet(() -> CommandTexts.of("correct.unknown"));
    }

    private static String lying(ImageFacts facts) {
        return facts.width() + "x" + facts.height();
    }
}
