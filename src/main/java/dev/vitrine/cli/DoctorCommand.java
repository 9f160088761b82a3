package dev.vitrine.cli;

import dev.vitrine.catalog.CatalogRestore.RestoredCatalog;
import dev.vitrine.connection.CatalogRescue;
import dev.vitrine.connection.CloudFeatures;
import dev.vitrine.connection.Library;
import dev.vitrine.image.ImageException;
import dev.vitrine.service.archive.AwsPrices;
import dev.vitrine.service.repair.Doctor;
import dev.vitrine.service.repair.DoctorProgress;
import dev.vitrine.service.repair.Finding;
import dev.vitrine.service.repair.Repaired;
import dev.vitrine.service.repair.Report;
import dev.vitrine.text.ByteCount;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Compares rows, bytes and previews; with `--repair` it mends what it can.
@Command(name = "doctor")
final class DoctorCommand extends LibraryCommand {
    /// As the help has it.
    private static final int USUAL_SAMPLE = 100;

    @Option(names = "--repair")
    private boolean repair;

    @Option(names = "--adopt")
    private boolean adopt;

    /// `""` for whichever copy is the right one.
    @Option(names = "--restore-backup", paramLabel = "FILE", arity = "0..1", fallbackValue = "")
    private Optional<String> restoreBackup = Optional.empty();

    @Option(names = "--restore-rows", paramLabel = "FROM")
    private Optional<String> restoreRows = Optional.empty();

    /// `""` for none.
    @Option(names = "--gone-table", paramLabel = "TABLE")
    private String goneTable = "";

    @Option(names = "--publish-rows")
    private boolean publishRows;

    @Option(names = "--read-cameras")
    private boolean readCameras;

    @Option(names = "--hash-previews")
    private boolean hashPreviews;

    @Option(names = "--yes")
    private boolean yes;

    @Option(names = "--agree", paramLabel = "N", converter = TypedNumber.NotNegative.class)
    private int agreedTo;

    private static final class ChecksumOptions {
        @Option(names = "--sample", paramLabel = "N", converter = TypedNumber.NotNegative.class)
        private Optional<Integer> sample = Optional.empty();

        @Option(names = "--full")
        private boolean full;

        int max() {
            return full ? Doctor.EVERY_CHECKSUM : sample.orElse(USUAL_SAMPLE);
        }

        boolean isGiven() {
            return full || sample.isPresent();
        }
    }

    @ArgGroup
    private ChecksumOptions checksums = new ChecksumOptions();

    @Override
    public Integer call() {
        requireOneAct();
        var rows = new DoctorRows(context, choice, json);
        if (publishRows) {
            return rows.publish();
        }
        if (readCameras) {
            return new DoctorFill(context, choice, json).readCameras(yes);
        }
        if (hashPreviews) {
            return new DoctorFill(context, choice, json).hashPreviews(yes);
        }
        if (restoreRows.isPresent()) {
            return rows.restore(restoreRows.get(), goneTable, repair);
        }
        return restoreBackup.map(this::restoreAndExamine).orElseGet(() -> examine(Map.of()));
    }

    /// What would not be done is not left out in silence.
    private void requireOneAct() {
        boolean isOther = adopt || restoreBackup.isPresent();
        boolean isAny = isOther || checksums.isGiven() || repair || publishRows || restoreRows.isPresent();
        if (readCameras && (isAny || hashPreviews)) {
            throw new ImageException.Invalid(CommandTexts.of("doctor.cameras.alone"));
        }
        if (hashPreviews && isAny) {
            throw new ImageException.Invalid(CommandTexts.of("doctor.hashes.alone"));
        }
        if (publishRows && (isOther || repair || restoreRows.isPresent()) || restoreRows.isPresent() && isOther) {
            throw new ImageException.Invalid(CommandTexts.of("doctor.rows.alone"));
        }
    }

    /// Restores before the library is opened: its catalog may be too damaged for that.
    ///
    /// @param copy its name or path, or `""`
    private int restoreAndExamine(String copy) {
        Path folder = choice.localFolder(context)
                .orElseThrow(() -> new ImageException.Invalid(CommandTexts.of("doctor.noBackups")));
        var rescue = new CatalogRescue(folder, Clock.systemUTC());
        var answer = new CopiesAnswer(terminal, json);
        if (copy.isEmpty()) {
            Optional<ImageException.Conflict> unclear = rescue.choice().unclear();
            if (unclear.isPresent()) {
                return answer.ask(rescue.choice(), unclear.get()).number();
            }
            answer.sayCopies(rescue.choice());
        }
        RestoredCatalog restored = copy.isEmpty() ? rescue.restore() : rescue.restore(copy);
        answer.say(restored);
        return examine(CopiesAnswer.fields(restored));
    }

    /// @param restored what was done before, as JSON has it
    private int examine(Map<String, Object> restored) {
        try (CommandLibrary opened = choice.open(context);
                ProgressLine progress = new ProgressLine(terminal)) {
            LibraryChoice.sayCutElsewhere(opened.library(), terminal);
            Doctor doctor = opened.library().doctor();
            DoctorProgress doctorProgress = DoctorRows.shownOn(progress);
            List<Repaired> adopted = adopt ? doctor.adopt(doctorProgress) : List.of();
            Report report = doctor.examine(checksums.max(), doctorProgress);
            List<Repaired> repaired = repair ? repaired(opened.library(), report, progress, doctorProgress) : List.of();
            progress.clear();
            new DoctorAnswer(terminal, json).print(report, repaired, adopted, restored);
            if (report.hasLostItsRows()) {
                LibraryChoice.sayUnknownOriginals(report.unknownOriginals(), opened.library(), terminal);
            }
            boolean isWell = isWell(report, repaired)
                    && adopted.stream().noneMatch(Repaired::isOpen)
                    && !report.hasLostItsRows();
            return (isWell ? ExitCode.DONE : ExitCode.FINDINGS).number();
        }
    }

    private List<Repaired> repaired(
            Library library, Report report, ProgressLine progress, DoctorProgress doctorProgress) {
        progress.clear();
        boolean makesPreviews = yes
                || library.cloud()
                        .flatMap(CloudFeatures::prices)
                        .map(known -> isAgreed(terminal, report, known))
                        .orElse(true);
        return makesPreviews
                ? library.doctor().repair(report, agreedTo, doctorProgress)
                : library.doctor().repairWithoutPreviews(report, agreedTo, doctorProgress);
    }

    /// For small pictures that are made again all originals may have to come: that is paid for. Says what becomes
    /// of them without agreement.
    static boolean isAgreed(Terminal terminal, Report report, AwsPrices prices) {
        if (!isDear(report, prices)) {
            return true;
        }
        String question = question(report, prices);
        if (!terminal.interactive()) {
            terminal.noteLine(Confirmation.nobody(question, "--yes"));
        } else if (Confirmation.isAgreed(terminal, question)) {
            return true;
        }
        terminal.note("doctor.declined");
        return false;
    }

    static boolean isDear(Report report, AwsPrices prices) {
        return prices.isDear(report.bytesForPreviews());
    }

    static String question(Report report, AwsPrices prices) {
        return CommandTexts.of(
                "doctor.dear",
                report.previewsToMake(),
                ByteCount.rounded(report.bytesForPreviews(), Locale.ROOT),
                CommandTexts.dollars(prices.transfer(report.bytesForPreviews())),
                prices.region(),
                prices.asOf());
    }

    private boolean isWell(Report report, List<Repaired> repaired) {
        List<Finding> open = repair
                ? repaired.stream()
                        .filter(Repaired::isOpen)
                        .map(Repaired::finding)
                        .toList()
                : report.findings();
        return open.stream().allMatch(finding -> finding.kind().isHarmless());
    }
}
