package dev.vitrine.cli;

import dev.vitrine.image.ImageTime;
import dev.vitrine.service.repair.Finding;
import dev.vitrine.service.repair.Finding.FindingKind;
import dev.vitrine.service.repair.Repaired;
import dev.vitrine.service.repair.Repaired.Act;
import dev.vitrine.service.repair.Report;
import dev.vitrine.text.ByteCount;
import dev.vitrine.text.DisplayText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The doctor's report, for people or as JSON. Missing previews are only counted: a library written by other programs
/// lacks all of them.
record DoctorAnswer(Terminal terminal, JsonAnswer json) {
    private static final int FOREIGN_NAMED = 5;

    /// @param repaired one for each finding, or none when nothing was to be repaired
    /// @param adopted one for each original that had no row, when rows were to be made
    /// @param restored what was done to the catalog before, as {@link CopiesAnswer} has it
    void print(Report report, List<Repaired> repaired, List<Repaired> adopted, Map<String, Object> restored) {
        if (json.isWanted()) {
            Map<String, Object> answer = fields(report, repaired);
            if (!restored.isEmpty()) {
                answer.put("restored", restored);
            }
            if (!adopted.isEmpty()) {
                answer.put(
                        "adopted",
                        adopted.stream()
                                .map(done -> fields(done.finding(), List.of(done)))
                                .toList());
            }
            JsonAnswer.print(terminal, answer);
            return;
        }
        for (Repaired done : adopted) {
            terminal.sayLine(line(done.finding()));
            terminal.say(
                    "doctor.act." + CommandTexts.name(done.act()),
                    done.reason(),
                    done.finding().path());
        }
        terminal.say(
                "doctor.seen",
                report.rows(),
                report.trashed(),
                report.originals(),
                ByteCount.rounded(report.originalBytes(), Locale.ROOT),
                report.checked());
        for (int i = 0; i < report.findings().size(); i++) {
            Finding finding = report.findings().get(i);
            if (!finding.kind().isHarmless()) {
                terminal.sayLine(line(finding));
            }
            if (!repaired.isEmpty()
                    && !(finding.kind().isHarmless() && repaired.get(i).reason().isEmpty())) {
                Repaired done = repaired.get(i);
                terminal.say("doctor.act." + CommandTexts.name(done.act()), done.reason(), finding.path());
            }
        }
        long missing = report.count(FindingKind.PREVIEW_MISSING);
        if (missing > 0) {
            terminal.sayLine(
                    repaired.isEmpty()
                            ? CommandTexts.of("doctor.previews", missing)
                            : CommandTexts.of(
                                    "doctor.remade",
                                    repaired.stream()
                                            .filter(done -> done.act() == Act.REMADE)
                                            .count()));
        }
        sayCount("doctor.young", report.young());
        sayForeign(report);
        sayCount("doctor.quarantined", report.quarantined());
        report.notes().forEach(terminal::sayLine);
        advice(report, repaired).forEach(terminal::sayLine);
        terminal.say(
                report.findings().isEmpty()
                        ? report.notes().isEmpty() ? "doctor.healthy" : "doctor.unsure"
                        : repaired.isEmpty() ? "doctor.dry" : "doctor.repaired");
    }

    private static String line(Finding finding) {
        return CommandTexts.of(
                        "doctor.finding",
                        finding.path(),
                        CommandTexts.of("doctor.kind." + CommandTexts.name(finding.kind())),
                        ImageTime.format(finding.since()),
                        finding.detail())
                .strip();
    }

    private void sayForeign(Report report) {
        if (report.foreign() > 0) {
            String named = report.foreignPaths().stream()
                    .limit(FOREIGN_NAMED)
                    .map(DisplayText::quoted)
                    .collect(Collectors.joining(", "));
            terminal.say("doctor.foreign", report.foreign(), named, Math.max(0, report.foreign() - FOREIGN_NAMED));
        }
    }

    /// Once for all that it helps.
    private static List<String> advice(Report report, List<Repaired> repaired) {
        Stream<Finding> open = repaired.isEmpty()
                ? report.findings().stream()
                : repaired.stream().filter(Repaired::isOpen).map(Repaired::finding);
        return open.map(finding -> finding.kind().advice())
                .filter(advice -> !advice.isEmpty())
                .distinct()
                .toList();
    }

    private void sayCount(String key, long count) {
        if (count > 0) {
            terminal.say(key, count);
        }
    }

    private static Map<String, Object> fields(Report report, List<Repaired> repaired) {
        var answer = new LinkedHashMap<String, Object>();
        answer.put("images", report.rows());
        answer.put("trashed", report.trashed());
        answer.put("originals", report.originals());
        answer.put("original_bytes", report.originalBytes());
        answer.put("unknown_originals", report.unknownOriginals());
        answer.put("checked", report.checked());
        answer.put("young", report.young());
        answer.put("foreign", report.foreign());
        answer.put("foreign_paths", report.foreignPaths());
        answer.put("quarantined", report.quarantined());
        var findings = new ArrayList<Object>();
        for (int i = 0; i < report.findings().size(); i++) {
            findings.add(fields(report.findings().get(i), repaired.isEmpty() ? List.of() : List.of(repaired.get(i))));
        }
        answer.put("findings", findings);
        answer.put("notes", report.notes());
        return answer;
    }

    private static Map<String, Object> fields(Finding finding, List<Repaired> repaired) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("kind", CommandTexts.name(finding.kind()));
        fields.put("harmless", finding.kind().isHarmless());
        if (!finding.imageId().isEmpty()) {
            fields.put("image_id", finding.imageId());
        }
        fields.put("path", finding.path());
        fields.put("since", ImageTime.format(finding.since()));
        if (!finding.detail().isEmpty()) {
            fields.put("detail", finding.detail());
        }
        if (!finding.kind().advice().isEmpty()) {
            fields.put("advice", finding.kind().advice());
        }
        for (Repaired done : repaired) {
            fields.put("repair", CommandTexts.name(done.act()));
            if (!done.reason().isEmpty()) {
                fields.put("reason", done.reason());
            }
        }
        return fields;
    }
}
