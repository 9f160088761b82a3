package dev.vitrine.cli;

import dev.vitrine.catalog.CatalogCopies;
import dev.vitrine.image.ImageException;
import dev.vitrine.service.repair.Doctor;
import dev.vitrine.service.repair.DoctorProgress;
import dev.vitrine.service.repair.Finding;
import dev.vitrine.service.repair.Repaired;
import dev.vitrine.service.repair.Repaired.Act;
import dev.vitrine.service.repair.Report;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Compares rows, bytes and previews; with `--repair` it mends what it can.
@Command(name = "doctor")
final class DoctorCommand implements Callable<Integer> {
    private static final int USUAL_SAMPLE = 100;

    private final CommandContext context;

    @Mixin
    private LibraryChoice choice;

    @Mixin
    private JsonAnswer json;

    @Option(names = "--repair")
    private boolean repair;

    @Option(names = "--adopt")
    private boolean adopt;

    @Option(names = "--restore-backup")
    private boolean restoreBackup;

    @Option(names = "--agree", paramLabel = "N")
    private int agreedTo;

    private static final class ChecksumOptions {
        @Option(names = "--sample", paramLabel = "N")
        private int sample = USUAL_SAMPLE;

        @Option(names = "--full")
        private boolean full;

        int max() {
            return full ? Doctor.EVERY_CHECKSUM : sample;
        }
    }

    @ArgGroup
    private ChecksumOptions checksums = new ChecksumOptions();

    DoctorCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        if (restoreBackup) {
            restore();
        }
        try (CommandLibrary commandLibrary = choice.open(context);
                ProgressLine progress = new ProgressLine(context.terminal())) {
            Doctor doctor = commandLibrary.library().doctor();
            DoctorProgress doctorProgress = (step, done, of) -> progress.show(
                    done, of, CommandTexts.of("doctor.step." + step.name().toLowerCase(Locale.ROOT), done));
            List<Repaired> adopted = adopt ? doctor.adopt(doctorProgress) : List.of();
            Report report = doctor.examine(checksums.max(), doctorProgress);
            List<Repaired> repaired = repair ? doctor.repair(report, agreedTo, doctorProgress) : List.of();
            progress.clear();
            new DoctorAnswer(context.terminal(), json).print(report, repaired, adopted);
            boolean isWell = isWell(report, repaired) && doctor.unknownOriginals() == 0;
            return (isWell ? ExitCode.DONE : ExitCode.FINDINGS).number();
        }
    }

    /// Before the library is opened: its catalog may be too damaged for that.
    private void restore() {
        Path catalog = choice.localFolder(context)
                .orElseThrow(() -> new ImageException.Invalid(CommandTexts.of("doctor.noBackups")))
                .resolve("catalog.sqlite");
        Path restored = CatalogCopies.restore(catalog, Clock.systemUTC());
        context.terminal().err().println(Terminal.safe(CommandTexts.of("doctor.restored", restored)));
    }

    private boolean isWell(Report report, List<Repaired> repaired) {
        List<Finding> open = repair
                ? repaired.stream()
                        .filter(each -> each.act() == Act.LEFT)
                        .map(Repaired::finding)
                        .toList()
                : report.findings();
        return open.stream().allMatch(finding -> finding.kind().isHarmless());
    }
}
